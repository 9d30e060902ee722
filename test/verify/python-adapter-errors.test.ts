/** What the Python adapter says when something is wrong, in the program or in what it is asked. */
import { describe, expect, it } from 'vitest';
import { pythonIsMissing } from '../support/protocol-driver.js';
import { drivePython, hello, oneStep, openMessage, runMessage, serving } from '../support/python-program.js';
import { firstOf } from '../support/some-of.js';

const ok = (id: string) => ({ type: 'ok', id });

describe.skipIf(pythonIsMissing !== undefined)('what the Python adapter says when something is wrong', () => {
  firstOf(2, [
    ['ValueError', 'rejects', { type: 'rejected', code: 'bad-input', message: 'a is wrong' }],
    [
      'TypeError',
      'is an error',
      { type: 'error', message: expect.stringContaining('TypeError: a is wrong') as string },
    ],
  ])('a %s while opening %s', async (name, _what, expected) => {
    const program = drivePython(serving(`raise ${name}("a is wrong")`));
    expect(await program.request(openMessage())).toEqual([{ id: 'open', ...expected }]);
    // and no session is open
    const [answer] = await program.request(runMessage());
    expect(answer?.type).toBe('error');
    expect(answer?.['message']).toContain('no session s is open');
  });

  it.each([
    ['a run', runMessage, 'ok'],
    ['its preparation', undefined, 'error'],
  ])('m0 of any kind is known in %s', async (_name, run, expected) => {
    const inside =
      'def rounds():\n    m = task.initial_correction\n    yield task.starting_point, m\nreturn rounds()';
    const program = drivePython(serving(run === undefined ? 'task.initial_correction' : inside));
    const opened = await program.request(openMessage());
    const [last] = run === undefined ? opened : (await program.request(run())).slice(-1);
    expect(last).toMatchObject({ type: expected });
    if (run === undefined)
      expect(last?.['message']).toContain('RuntimeError: initial_correction is not known yet');
  });

  firstOf(1, [
    ['x0 of another length', { x0: ['1'] }, 'x0 has 1 coordinates, and the dimension is 2'],
    ['x0 that is not finite', { x0: ['1', 'inf'] }, "'inf' is not a finite number"],
    ['x0 that is no number', { x0: ['1', 'one'] }, "could not convert string to float: 'one'"],
    ['no m0', { initialization: { kind: 'given' } }, 'the initialization is given, and m0 is not there'],
  ])('%s is rejected', async (_name, change, message) => {
    const [answer] = await drivePython(serving(oneStep)).request(openMessage(change));
    expect(answer).toEqual({ type: 'rejected', id: 'open', code: 'bad-input', message });
  });

  firstOf(1, [
    ['a variant', serving(oneStep), { variant: 'sgd' }, 'variant sgd'],
    ['a start', serving(oneStep), { initialization: { kind: 'exact' } }, 'initialization exact'],
    ['what it says', serving('raise Unsupported("odd dimensions")'), {}, 'odd dimensions'],
  ])('%s that it does not have is unsupported', async (_name, text, change, capability) => {
    const [answer] = await drivePython(text).request(openMessage(change));
    expect(answer).toEqual({ type: 'unsupported', id: 'open', capability });
  });

  it('an unknown request is unsupported', async () => {
    const [answer] = await drivePython(serving(oneStep)).request({ type: 'dance', id: 'd' });
    expect(answer).toEqual({ type: 'unsupported', id: 'd', capability: 'requests of type dance' });
  });

  it('any other exception is an error with its place, the traceback is logged, and the program lives on', async () => {
    const program = drivePython(serving('return lambda t, x, x_previous, m: (x / 0, m)'));
    await program.request(openMessage());
    const answer = (await program.request(runMessage())).at(-1);
    expect(answer).toMatchObject({ type: 'error', id: 'run' });
    expect(answer?.['message']).toMatch(/^ZeroDivisionError: .*division by zero \(program-\d+\.py:4\)$/);
    expect(await program.request(openMessage())).toEqual([ok('open')]);
    program.end();
    await program.exit;
    expect(program.log()).toContain('Traceback (most recent call last)');
  });

  firstOf(1, [
    [
      'a vector of the wrong length',
      '(x[:1], m)',
      'ValueError: a vector of 2 numbers is expected, not [1.0]',
    ],
    ['a number in place of a vector', '(3.5, m)', 'TypeError: a vector of 2 numbers is expected, not 3.5'],
    ['x alone', 'x', 'RuntimeError: a round gives (x, m), or (x, None) where there is no m, not [1.0, -2.0]'],
  ])('%s is an error', async (_name, result, message) => {
    const program = drivePython(serving(`return lambda t, x, x_previous, m: ${result}`));
    await program.request(openMessage());
    expect((await program.request(runMessage())).at(-1)?.['message']).toContain(message);
  });

  it('the end of input ends it, even inside a run that catches every Exception', async () => {
    const idle = drivePython(serving(oneStep));
    await idle.request(hello);
    idle.end();
    expect(await idle.exit).toBe(0);

    const program = drivePython(
      serving(`
def one_round(t, x, x_previous, m):
    while True:
        try:
            task.draw_local().h(x)
        except Exception:
            pass
return one_round`),
    );
    await program.request(openMessage());
    program.sendLine(JSON.stringify(runMessage()));
    await program.readLine();
    await program.readLine();
    program.end();
    expect(await program.exit).toBe(0);
    expect(program.log()).toBe('');
  });

  firstOf(1, [
    ['{"type": ', 'auxopt_adapter: the kit sent a line that is not JSON'],
    ['[1]', 'auxopt_adapter: the kit sent [1], not an object'],
  ])('the line %s ends it with one message and no traceback', async (line, message) => {
    const program = drivePython(serving(oneStep));
    program.sendLine(line);
    expect(await program.exit).toBe(1);
    expect(program.log()).toContain(message);
    expect(program.log()).not.toContain('Traceback');
  });

  it('something else in place of a gradient ends it', async () => {
    const program = drivePython(serving(oneStep));
    await program.request(openMessage());
    const answer = () => ({ type: 'close', session: 's' });
    await expect(program.request(runMessage(), answer)).rejects.toThrow('the program ended');
    expect(await program.exit).toBe(1);
    expect(program.log()).toMatch(/^auxopt_adapter: the kit sent .*'close'.* in place of a gradient\n$/);
  });

  firstOf(1, [
    ['serve({"aux_mom": print}, name="n")', "'aux_mom' is no variant: one of aux-mom, "],
    ['serve({}, name="n", arithmetic="float32")', "'float32' is no arithmetic: one of binary64, "],
    ['def f(task):\n    yield\nserve({"sgd": f}, name="n")', 'sgd is a generator function'],
  ])('%s says at once what is wrong', async (text, message) => {
    const program = drivePython(text);
    expect(await program.exit).toBe(1);
    expect(program.log()).toContain(message);
  });
});
