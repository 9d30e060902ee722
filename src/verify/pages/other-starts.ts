/** States that start from zero, whatever was given, as explanations. */
import type { Method } from '../../../spec/language/index.js';
import { ratioField } from '../../exact/index.js';
import type { OtherPage } from './other-pages.js';

/** The program that starts one of the given states from zero. */
export function otherStarts({ states }: Method): readonly OtherPage[] {
  return states
    .filter(({ from }) => from === undefined)
    .map(({ name: { name } }) => ({
      suspicion: {
        id: `start/${name}`,
        mistake: `${name} starts from zero and not from what is given`,
        fix: `Start from the ${name} of the task.`,
      },
      asItsRun: (run) => {
        const given = run.start.get(name);
        // a single round begins where it is told
        return given === undefined || run.counterAt !== undefined
          ? run
          : { ...run, start: new Map([...run.start, [name, given.map(() => ratioField.zero)]]) };
      },
    }));
}
