/** What the kit must say of every misbehaviour, and why. */
import type { Verdict } from '../../../src/verify/index.js';

/** What is expected of one misbehaviour. */
export interface ExpectedVerdict {
  /** Of the guilty cases; `start` where not even the handshake comes about. */
  readonly verdict: Verdict | 'start';
  /** In the message of the first guilty case, or of the error. */
  readonly message?: RegExp;
  /** Whether the runs of sgd/long, in any units, alone are guilty, and every other case passes; true where it is left out. */
  readonly onlyLine?: boolean;
  /** Seconds for one request, where half a second is too short for an honest flood. */
  readonly requestSeconds?: number;
}

const line = (verdict: Verdict, message: RegExp): ExpectedVerdict => ({ verdict, message });
const everywhere = (verdict: Verdict, message: RegExp): ExpectedVerdict => ({
  verdict,
  message,
  onlyLine: false,
});
const start = (message: RegExp): ExpectedVerdict => ({ verdict: 'start', message });
const honest: ExpectedVerdict = { verdict: 'pass' };
const noAnswer = /no answer to "run" within 0.7 s/;

export const expectedVerdicts: Readonly<Record<string, ExpectedVerdict>> = {
  noise: line('protocol', /stray print\(\)/),
  'deep-json': line('protocol', /no message has so many/),
  'deep-value': line('protocol', /no message has so many/),
  'invalid-utf8': line('protocol', /not UTF-8/),
  'proto-key': line('protocol', /__proto__/),
  'constructor-type': line('protocol', /which is no message/),
  'long-line': { ...line('protocol', /longer than 4 MiB/), requestSeconds: 20 },
  'half-line-silence': line('timeout', noAnswer),
  'half-line-exit': line('crash', /exit code 0 while it answered "run"/),
  'bare-nan': line('protocol', /bare NaN or Infinity/),
  'bare-infinity': line('protocol', /bare NaN or Infinity/),
  'wrong-id': line('protocol', /echo the id/),
  late: line('timeout', noAnswer),
  'two-answers': line('protocol', /each request has one response/),
  'state-after-answer': line('protocol', /each request has one response/),
  'hello-again': line('protocol', /"run" was answered with "hello"/),
  unsolicited: start(/before anything was asked|was answered with "ok"/),
  'unsolicited-later': everywhere('protocol', /echo the id|each request has one response/),
  'error-with-markup': line('error', /the implementation failed/),
  'text-nan': line('fail', /REPORT\.3 is violated at round 1/),
  'text-infinity': line('fail', /REPORT\.3 is violated at round 1/),
  'wrong-state': line('fail', /SGD\.\d is violated at round 1/),
  'wrong-length': line('fail', /REPORT\.\d is violated at round 1/),
  'empty-vector': line('fail', /REPORT\.\d is violated at round 1/),
  'duplicate-state': line('protocol', /each state is told once/),
  'missing-states': line('fail', /REPORT\.\d is violated/),
  'no-states': line('fail', /REPORT\.\d is violated/),
  'out-of-order': line('protocol', /while round 1 is not over/),
  'too-many-rounds': line('fail', /REPORT\.1 is violated at round 17/),
  'endless-digits': { ...line('fail', /REPORT\.3 is violated at round 1/), requestSeconds: 20 },
  'endless-exponent': everywhere('fail', /REPORT\.3 is violated at round 1|violated at round/),
  'exit-0': line('crash', /exit code 0 while it answered "run"/),
  'exit-7': line('crash', /exit code 7 while it answered "run"/),
  segfault: line('crash', /signal SIGSEGV/),
  'sleeps-forever': line('timeout', noAnswer),
  'stops-itself': line('timeout', noAnswer),
  'ignores-sigterm': line('timeout', noAnswer),
  'closes-stdin': line('timeout', noAnswer),
  'orphan-holds-pipes': line('crash', /exit code 0 while it answered "run"/),
  'orphan-of-an-honest-run': honest,
  'orphan-then-hang': start(/no answer to "hello" within 10 s/),
  'daemon-of-an-honest-run': honest,
  'daemon-then-hang': start(/no answer to "hello" within 10 s/),
  'daemon-every-session': everywhere('crash', /ended with exit code 0/),
  'exits-after-session': everywhere('crash', /ended with exit code 0/),
  'ignores-goodbye': everywhere('protocol', /did not end within 2 s after "bye"/),
  'talks-after-goodbye': everywhere('protocol', /after "bye": .*stray print/),
  'breaks-off-after-goodbye': everywhere('protocol', /after "bye": .*"saved the"/),
  'closes-output': line('protocol', /closed its standard output while it answered "run", and goes on/),
  'flood-after-goodbye': everywhere('protocol', /longer than 4 MiB after "bye"/),
  'silent-at-goodbye': everywhere('protocol', /ended without an answer to "bye"; one "ok" was expected/),
  'half-a-goodbye': everywhere('protocol', /after "bye": .*is not JSON/),
  'goodbye-without-line-end': everywhere('protocol', /its last line after "bye" has no line end/),
  'goodbye-of-another-id': everywhere('protocol', /"bye" has the id "q0".*echo the id/),
  'answers-goodbye-twice': everywhere('protocol', /came after "bye"; one "ok" and nothing else/),
  'doubled-key': line('protocol', /in which a key is there twice/),
  'stderr-flood': { verdict: 'pass', requestSeconds: 20 }, // a log is never a failure by itself
  'question-flood': line('protocol', /more than \d+ gradients were asked/),
  'question-flood-without-reading': line('protocol', /more than \d+ gradients were asked/),
  'state-flood': line('fail', /more than \d+ states were told/),
  'step-flood': line('protocol', /more than \d+ states were told/),
  'heavy-states': { ...line('fail', /longer than|hold more than 64 Mi/), requestSeconds: 20 },
  'rounds-although-exact': everywhere('fail', /SGD\.4 is violated/),
  'binary64-as-binary32': everywhere('fail', /expected a binary32 number/),
  'rejects-what-it-declares': everywhere('fail', /every parameter is in its domain/),
  'no-such-variant': everywhere('not-judged', /variant sgd/),
  'no-variants': start(/at least one variant/),
  'asks-in-tape-mode': everywhere('protocol', /asked in tape mode/),
  'huge-name': start(/malformed at implementation\.name/),
  'markup-in-name': honest,
  'replays-earlier-session': everywhere('fail', /SGD\.\d is violated/),
};
