import { describe, expect, it } from 'vitest';
import { compareTranscripts, formatDifference } from '../../../src/verify/report/compare-transcripts.js';
import type { Transcript, TranscriptEntry } from '../../../src/verify/report/transcript.js';

const kit = (message: object): TranscriptEntry => ({ from: 'kit', line: JSON.stringify(message) });
const mine = (message: object): TranscriptEntry => ({
  from: 'implementation',
  line: JSON.stringify(message),
});

/** A case of one round; ids and sessions run on from `id`. */
const caseOf = (name: string, id: number, x: readonly string[]): readonly TranscriptEntry[] => [
  kit({ type: 'open', id: `${id}`, session: `s${id}`, case: name }),
  mine({ type: 'ok', id: `${id}` }),
  kit({ type: 'run', id: `${id + 1}`, session: `s${id}`, rounds: 1 }),
  mine({ type: 'state', session: `s${id}`, round: 1, x }),
  mine({ type: 'ok', id: `${id + 1}` }),
];

const transcript = (...entries: (readonly TranscriptEntry[])[]): Transcript => ({
  header: { format: 'auxopt-transcript/1', kit: '0', argv: ['a'], options: {} },
  entries: [kit({ type: 'hello', id: '1' }), mine({ type: 'hello', id: '1' }), ...entries.flat()],
});

const before = transcript(caseOf('A', 2, ['1', '2']), caseOf('B', 4, ['3', '4']));

/** `before` with its entry number `index` replaced. */
const changed = (index: number, ...entries: readonly TranscriptEntry[]): Transcript => ({
  ...before,
  entries: before.entries.toSpliced(index, 1, ...entries),
});

describe('two transcripts', () => {
  it('are equal to themselves, whatever the ids, the order of keys and the log', () => {
    const all = { cases: 3, equal: 7, differences: [] };
    expect(compareTranscripts(before, before)).toEqual(all);
    const renumbered = transcript(caseOf('A', 20, ['1', '2']), caseOf('B', 40, ['3', '4']));
    expect(compareTranscripts(before, renumbered)).toEqual(all);
    const noisy = changed(
      5,
      { from: 'log', line: 'hm' },
      mine({ x: ['1', '2'], round: 1, session: 's2', type: 'state' }),
    );
    expect(compareTranscripts(before, noisy)).toEqual(all);
  });

  it('that differ in a message after a byte order mark are told apart at its place', () => {
    const line = `\ufeff${JSON.stringify({ type: 'hello', id: '1', name: 'mine' })}`;
    const { differences } = compareTranscripts(before, changed(1, { from: 'implementation', line }));
    expect(differences.map(formatDifference)).toEqual([
      'handshake: another answer at $.name: before nothing, now "mine", after {"type":"hello","id":"1"}',
    ]);
  });

  it('differ at one coordinate of one case; the next case is compared all the same', () => {
    const now = transcript(caseOf('A', 2, ['1', '2.5']), caseOf('B', 4, ['3', '5']));
    const { differences, equal } = compareTranscripts(before, now);
    expect(differences).toMatchObject([
      { case: 'A', kind: 'answer', path: '$.x[1]', before: '"2"', now: '"2.5"' },
      { case: 'B', kind: 'answer', path: '$.x[1]', before: '"4"', now: '"5"' },
    ]);
    expect(equal).toBe(3);
    expect(differences.map(formatDifference)[0]).toBe(
      'A: another answer at $.x[1]: before "2", now "2.5", after {"type":"run","id":"3","session":"s2","rounds":1}',
    );
  });

  it('differ where an answer is missing, is more, or is no JSON', () => {
    expect(compareTranscripts(before, changed(6)).differences).toMatchObject([
      { case: 'A', kind: 'answer', before: '{"type":"ok","id":"3"}' },
    ]);
    expect(compareTranscripts(before, changed(6)).differences[0]?.now).toBeUndefined();
    const more = compareTranscripts(changed(6), before).differences;
    expect(more).toMatchObject([{ case: 'A', kind: 'answer', now: '{"type":"ok","id":"3"}' }]);
    const bytes = changed(6, { from: 'implementation', base64: 'aGFsZg==' });
    expect(compareTranscripts(before, bytes).differences).toMatchObject([
      { case: 'A', now: '(bytes aGFsZg==)' },
    ]);
    const died = changed(6, { from: 'process', event: 'signal SIGSEGV' });
    expect(compareTranscripts(before, died).differences).toMatchObject([
      { case: 'A', now: '(signal SIGSEGV)' },
    ]);
  });

  it('differ where an id is not echoed as before', () => {
    const now = changed(6, mine({ type: 'ok', id: '9' }));
    expect(compareTranscripts(before, now).differences).toMatchObject([
      { case: 'A', path: '$.id', before: '"3"', now: '"9"' },
    ]);
  });

  it('differ where the kit asks otherwise', () => {
    const now = changed(4, kit({ type: 'run', id: '3', session: 's2', rounds: 2 }));
    const { differences } = compareTranscripts(before, now);
    expect(differences).toMatchObject([
      { case: 'A', kind: 'request', path: '$.rounds', before: '1', now: '2' },
    ]);
    expect(differences.map(formatDifference)[0]).toContain('A: the kit asks otherwise at $.rounds');
  });

  it('differ in their cases', () => {
    const now = transcript(
      caseOf('B', 4, ['3', '4']),
      caseOf('C', 6, ['0', '0']),
      caseOf('B', 8, ['3', '4']),
    );
    const { differences } = compareTranscripts(before, now);
    expect(differences.map(formatDifference)).toEqual([
      'A: run only before',
      'C: run only now',
      'B (2): run only now',
    ]);
  });
});
