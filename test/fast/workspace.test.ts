import { describe, expect, it } from 'vitest';
import { algorithms } from '../../spec/algorithms/index.js';
import { parametersAt, type VariantName } from '../../spec/model/index.js';
import {
  createWorkspace,
  FastVector,
  fastRounds,
  runFast,
  type FastOracle,
  type FastRunRequest,
  type FastWorkspace,
} from '../../src/fast/index.js';
import { variantNames } from './arbitraries.js';
import { present } from './present.js';
import { smallRequest, smallRun, toRequest } from './requests.js';

const requestFor = (variant: VariantName) => ({
  ...smallRequest,
  parameters: { ...smallRequest.parameters, localStepCount: variant === 'sgd' ? 1 : 2 },
  initialization:
    algorithms[variant].estimates === 'nothing' ? ({ kind: 'none' } as const) : ({ kind: 'exact' } as const),
});

const buffersOf = (workspace: FastWorkspace): readonly Float64Array[] => {
  const vectors = Object.values(workspace).filter((value) => value instanceof FastVector);
  expect(vectors).toHaveLength(8);
  return vectors.map(({ buffer }) => buffer);
};

describe.each(variantNames)('the buffers of %s', (variant) => {
  it('are those of the workspace, for the oracle and for the observer alike', () => {
    const request = requestFor(variant);
    const workspace = createWorkspace(2);
    const own = new Set(buffersOf(workspace));
    const seen = new Set<Float64Array>();
    const see = (...buffers: readonly (Float64Array | undefined)[]): void => {
      for (const buffer of buffers) if (buffer !== undefined) seen.add(buffer);
    };
    const watched = Object.fromEntries(
      Object.entries(request.oracle).map(([name, value]: [string, unknown]) => [
        name,
        typeof value !== 'function'
          ? value
          : (...parts: readonly unknown[]): void => {
              const buffers = parts.filter((part) => part instanceof Float64Array);
              expect(buffers).toHaveLength(2);
              expect(buffers[0]).not.toBe(buffers[1]);
              see(...buffers);
              (value as (...given: readonly unknown[]) => void)(...parts);
            },
      ]),
    ) as unknown as FastOracle;
    runFast(
      variant,
      { ...request, oracle: watched, workspace },
      {
        onStart: see,
        onStep: (_roundNumber, _step, point, direction) => {
          see(point, direction);
        },
        onRound: (_roundNumber, correction, iterate) => {
          see(correction, iterate);
        },
      },
    );
    expect(seen.size).toBeGreaterThanOrEqual(3);
    expect([...seen].filter((buffer) => !own.has(buffer))).toEqual([]);
  });

  it('carry nothing over from an earlier run, whatever the start', () => {
    const request = requestFor(variant);
    const starts: readonly FastRunRequest[] =
      request.initialization.kind === 'none'
        ? [request]
        : [
            request,
            { ...request, initialization: { kind: 'zero' } },
            { ...request, initialization: { kind: 'first-snapshot' } },
            {
              ...request,
              initialization: { kind: 'batch', size: 1 },
              tape: { ...request.tape, initial: [0] },
            },
          ];
    for (const start of starts) {
      const workspace = createWorkspace(2);
      for (const buffer of buffersOf(workspace)) buffer.fill(NaN);
      const result = runFast(variant, { ...start, workspace });
      expect(result).toEqual(runFast(variant, start));
      expect(result.iterate.includes(NaN)).toBe(false);
    }
  });

  it('are copied into the result', () => {
    const workspace = createWorkspace(2);
    const result = runFast(variant, { ...requestFor(variant), workspace });
    const before = result.iterate.slice();
    for (const buffer of buffersOf(workspace)) buffer.fill(NaN);
    expect([result.iterate, result.correction?.includes(NaN) ?? false]).toEqual([before, false]);
  });

  it('can be driven round by round by the caller', () => {
    const request = { ...requestFor(variant), initialization: { kind: 'zero' } as const };
    const workspace = createWorkspace(2);
    workspace.x.buffer.set(request.startingPoint);
    workspace.xOld.buffer.set(request.startingPoint);
    request.tape.rounds.forEach((draws, index) => {
      fastRounds[variant](
        workspace,
        request.oracle,
        parametersAt(request.parameters, index + 1),
        draws,
        index + 1,
      );
    });
    const { kind } = requestFor(variant).initialization;
    const whole = runFast(variant, { ...request, initialization: { kind: kind === 'none' ? kind : 'zero' } });
    expect(workspace.x.buffer).toEqual(whole.iterate);
  });
});

describe('the workspace of an oracle', () => {
  const request: FastRunRequest = { ...smallRequest, oracle: toRequest(smallRun, 'wasm').oracle };
  const own = request.oracle.workspace;

  it('is what a run works in, and changes no result', () => {
    const seen = new Set<Float64Array>();
    const { iterate } = runFast('aux-mom', request, {
      onStep: (_roundNumber, _step, point) => {
        seen.add(point);
      },
    });
    expect([[...seen], seen.has(present(own?.y.buffer, 'the point'))]).toEqual([[own?.y.buffer], true]);
    expect(iterate).toEqual(runFast('aux-mom', { ...request, workspace: createWorkspace(2) }).iterate);
    expect(iterate).toEqual(
      runFast('aux-mom', { ...smallRequest, oracle: toRequest(smallRun, 'plain').oracle }).iterate,
    );
    expect(iterate.buffer).not.toBe(own?.y.buffer.buffer);
  });

  it('is lent to one run at a time', () => {
    let inner: Float64Array | undefined;
    const outer = runFast('aux-mom', request, {
      onRound: (roundNumber) => {
        if (roundNumber === 1) {
          runFast('aux-mom', request, {
            onStep: (_roundNumber, _step, point) => {
              inner = point;
            },
          });
        }
      },
    });
    expect(inner).not.toBe(own?.y.buffer);
    expect(outer).toEqual(runFast('aux-mom', request));
  });

  it('is given back by a run that an observer ended', () => {
    const stop = (): never => {
      throw new Error('enough');
    };
    expect(() => runFast('aux-mom', request, { onStep: stop })).toThrow('enough');
    let point: Float64Array | undefined;
    const see = (_roundNumber: number, _step: number, seen: Float64Array): void => {
      point = seen;
    };
    runFast('aux-mom', request, { onStep: see });
    expect(point).toBe(own?.y.buffer);
  });
});

it('calls the observer in the order of the run', () => {
  const events: string[] = [];
  runFast('aux-mom', smallRequest, {
    onStart: (_iterate, correction) => events.push(`start ${correction !== undefined}`),
    onStep: (roundNumber, step) => events.push(`step ${roundNumber}.${step}`),
    onRound: (roundNumber) => events.push(`round ${roundNumber}`),
  });
  expect(events.join(', ')).toBe('start true, step 1.1, step 1.2, round 1, step 2.1, step 2.2, round 2');
});

it('starts with the previous snapshot at the starting point', () => {
  const workspace = createWorkspace(2);
  workspace.xOld.buffer.fill(NaN);
  let previous: readonly number[] = [];
  const onStart = (): void => {
    previous = Array.from(workspace.xOld.buffer);
  };
  runFast('aux-mvr', { ...smallRequest, workspace }, { onStart });
  expect(previous).toEqual(smallRequest.startingPoint);
});
