/** The address of the page: what is shown, and what was typed into the box for a page of one's own. */
import { formatHash, ownNames, parseHash, type PlaygroundState } from '../model/state.js';

/** The address, as the page uses it. */
export interface Address {
  /** The state of the address; what it says wrongly is said, and taken out of it. What was typed stays where the address has none. */
  readonly read: () => PlaygroundState;
  /** Keeps a state, and what was typed. */
  readonly write: (state: PlaygroundState) => void;
}

/** Reads and writes the address; `find` knows the elements of the page by their ids. */
export function createAddress(find: (id: string) => HTMLElement): Address {
  const boxes = ownNames.map((name) => [name, find(`own-${name}`) as HTMLTextAreaElement] as const);
  const write = (state: PlaygroundState): void => {
    const changed = boxes.filter(([, { value, defaultValue }]) => value !== defaultValue);
    const typed = changed.map(([name, { value }]) => [name, value] as const);
    history.replaceState(null, '', formatHash(state, typed));
  };
  const read = (): PlaygroundState => {
    const { state, refused } = parseHash(location.hash);
    find('address').textContent = refused.join(' ');
    find('address').hidden = refused.length === 0;
    const typed = new URLSearchParams(location.hash.slice(1));
    for (const [name, box] of boxes) box.value = typed.get(name) ?? box.value;
    if (refused.length > 0) write(state);
    return state;
  };
  return { read, write };
}
