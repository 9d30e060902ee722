import { describe, expect, it } from 'vitest';
import { recordFastTrace } from '../../src/fast/index.js';
import { smallRequest } from './requests.js';

const rolesOf = (gradients: object): readonly string[] => Object.keys(gradients).toSorted();

describe('recordFastTrace', () => {
  it('keeps states alone by default', () => {
    const { start, rounds } = recordFastTrace('aux-mvr', smallRequest);
    expect([start, rounds.length]).toEqual([{ iterate: [1, -1], correction: [0, 0], gradients: [] }, 2]);
    for (const round of rounds) {
      expect(Object.keys(round)).toEqual(['gradients', 'correction', 'steps', 'iterate']);
      expect(round.gradients).toEqual({});
      for (const step of round.steps) expect(Object.keys(step)).toEqual(['gradients', 'point']);
      expect(round.steps.at(-1)?.point).toEqual(round.iterate);
    }
  });

  it('has the same states with and without gradients', () => {
    const bare = recordFastTrace('aux-mvr', smallRequest);
    const full = recordFastTrace('aux-mvr', smallRequest, { gradients: true });
    expect(full.rounds.map(({ correction, iterate }) => [correction, iterate])).toEqual(
      bare.rounds.map(({ correction, iterate }) => [correction, iterate]),
    );
  });

  it('names the gradients of aux-mvr by their points, and the old points from round 2 on', () => {
    const { rounds } = recordFastTrace('aux-mvr', smallRequest, { gradients: true });
    expect(rounds.map(({ gradients }) => rolesOf(gradients))).toEqual([
      ['auxiliaryAtSnapshot', 'targetAtSnapshot'],
      ['auxiliaryAtPrevious', 'auxiliaryAtSnapshot', 'targetAtPrevious', 'targetAtSnapshot'],
    ]);
    expect(rounds[1]?.gradients.targetAtPrevious?.at).toEqual([1, -1]);
    expect(rounds[1]?.gradients.targetAtSnapshot?.at).toEqual(rounds[0]?.iterate);
  });

  it('takes no old-point gradient at a = 1', () => {
    const parameters = { ...smallRequest.parameters, momentumWeight: 1 };
    for (const variant of ['aux-mvr', 'aux-mvr-target'] as const) {
      const { rounds } = recordFastTrace(variant, { ...smallRequest, parameters }, { gradients: true });
      expect(rounds[1]?.gradients.targetAtPrevious).toBeUndefined();
    }
  });

  it('names the gradients of the local steps', () => {
    const stepRoles = (variant: 'aux-mom' | 'aux-mom-target' | 'naive') =>
      recordFastTrace(
        variant,
        variant === 'naive' ? { ...smallRequest, initialization: { kind: 'none' } } : smallRequest,
        { gradients: true },
      ).rounds[0]?.steps.map(({ gradients }) => rolesOf(gradients));
    expect(stepRoles('aux-mom')).toEqual([['auxiliaryAtPoint'], ['auxiliaryAtPoint']]);
    expect(stepRoles('aux-mom-target')).toEqual([
      ['auxiliaryAtPoint', 'auxiliaryAtSnapshot'],
      ['auxiliaryAtPoint', 'auxiliaryAtSnapshot'],
    ]);
    expect(stepRoles('naive')).toEqual([['targetAtSnapshot'], ['auxiliaryAtPoint']]);
  });

  it('keeps one entry a draw of the initial batch', () => {
    const batch = {
      ...smallRequest,
      initialization: { kind: 'batch', size: 3 } as const,
      tape: { ...smallRequest.tape, initial: [0, 0, 0] },
    };
    const { start } = recordFastTrace('aux-mom', batch, { gradients: true });
    expect(start.gradients.map(rolesOf)).toEqual(Array(3).fill(['auxiliary', 'target']));
    const { start: onTarget } = recordFastTrace('aux-mom-target', batch, { gradients: true });
    expect(onTarget.gradients.map(rolesOf)).toEqual(Array(3).fill(['target']));
  });

  it('has no estimate at the start of first-snapshot, and none at all for the baselines', () => {
    const first = recordFastTrace('aux-mom', { ...smallRequest, initialization: { kind: 'first-snapshot' } });
    expect(first.start).toEqual({ iterate: [1, -1], gradients: [] });
    expect(first.rounds[0]?.correction).toEqual([-1, 3]); // (0, −2) − (1, −5)
    const naive = recordFastTrace('naive', { ...smallRequest, initialization: { kind: 'none' } });
    expect(naive.rounds.some((round) => 'correction' in round)).toBe(false);
  });
});
