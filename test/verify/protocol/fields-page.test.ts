/** The table of the protocol's fields is made of the schemas; vitest -u writes it anew. */
import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { greet } from '../../../src/verify/peer/greet.js';
import { defaultLimits } from '../../../src/verify/peer/peer.js';
import { startProcessPeer } from '../../../src/verify/peer/process-peer.js';
import { since, sinceOf } from '../../../src/verify/protocol/message-parts.js';
import { verificationSchemas } from '../../../src/verify/report/published-schemas.js';

interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
}
const page = new URL('../../../docs/formats/protocol.md', import.meta.url);
const heading = '## Every field\n';

/** The fields of a message that have something to say, those of its parts too. */
function fieldsOf({ properties = {}, required = [] }: Schema, path = ''): string[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const name = `${path}${key}`;
    const { enum: words } = schema.items ?? schema;
    const meaning = schema.description ?? schema.items?.description;
    const says = [meaning, words && `one of ${words.join(', ')}`].filter(Boolean).join('; ');
    const own = says === '' ? [] : [`| \`${name}\`${required.includes(key) ? '' : '?'} | ${says} |`];
    return [...own, ...fieldsOf(schema.properties ? schema : (schema.items ?? {}), `${name}.`)];
  });
}

async function withTables(text: string): Promise<string> {
  const { anyOf = [] } = JSON.parse(verificationSchemas.protocol()) as Schema;
  const tables = anyOf.flatMap((message) => {
    const fields = fieldsOf(message);
    return fields.length === 0 ? [] : [`| ${message.title} | |\n| --- | --- |\n${fields.join('\n')}\n`];
  });
  const [before, after = ''] = text.split(heading);
  const intro = /^\n[^|]*/.exec(after)?.[0] ?? '';
  const made = `${before}${heading}${intro}${tables.join('\n')}`;
  return format(made, { ...(await resolveConfig(page.pathname)), parser: 'markdown' });
}

describe('the fields of the protocol', () => {
  it('are on the page as the schemas have them', async () => {
    await expect(await withTables(readFileSync(page, 'utf8'))).toMatchFileSnapshot(page.pathname);
  });

  it('are declared once: a field of a later version goes to no older program', async () => {
    expect(sinceOf(since(8, z.string(), 'a field'))).toBe(8);
    expect(sinceOf(z.string())).toBe(0);
    const program = (minor: number): string => `
      require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
        const { id, type, ...others } = JSON.parse(line);
        const say = (answer) => console.log(JSON.stringify({ id, ...answer }));
        if (type === 'bye') return say({ type: 'ok' });
        if (type !== 'hello') return say({ type: 'error', message: Object.keys(others).join(' ') });
        say({ type, protocol: { major: 1, minor: ${minor} }, implementation: { name: 'old', version: '', language: '' },
          capabilities: { variants: [], methods: ['m'], arithmetic: 'binary64', oracleModes: ['tape'], snapshotDraws: 'joint' } });
      })`;
    const said = async (minor: number): Promise<string> => {
      const peer = startProcessPeer(['node', '-e', program(minor)], { limits: defaultLimits });
      await greet(peer, 30);
      const affine = { matrix: [['1']], vector: ['0'] };
      const problem = { target: affine, auxiliary: affine, snapshotAtoms: [], tape: [0] };
      const run = {
        session: 's',
        case: 'c',
        method: 'm',
        parameters: {},
        dimension: 1,
        states: {},
        rounds: 1,
      };
      const answer = await peer.request({ type: 'openMethod', ...run, problem });
      await peer.stop();
      return answer.type === 'error' ? answer.message : answer.type;
    };
    expect(await said(8)).toBe('session case method parameters dimension states rounds problem');
    expect(await said(7)).toBe('session case method parameters dimension states rounds');
  });
});
