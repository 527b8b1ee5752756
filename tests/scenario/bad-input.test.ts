import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../electron/compose.ts';
import { createRandom } from '../../electron/sim/prng/random.ts';
import { malformedAnnouncement } from '../../electron/sim/market/announcement.ts';
import { openMarket } from '../../electron/sim/start-market.ts';
import { encodeRecord } from '../../electron/journal/journal-codec.ts';
import { orderId } from '../../shared/order.ts';
import { WSOL_MINT } from '../../shared/units.ts';
import { err } from '../../shared/result.ts';
import { logLines, readJournal } from '../support/desk-audit.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

const SMALL = { moneyAmount: 8_000_000_000n } as const;

/** What keeps `compose` from starting on this rig's folder; it must not get as far as the market. */
async function startProblems(rig: DeskRig, env: Readonly<Record<string, string>> = {}) {
  const input = rig.composeInput(async () => {
    throw new Error('the market was started');
  });
  const composed = await compose({ ...input, env: { ...input.env, ...env } });
  if (composed.ok) throw new Error('it started');
  return composed.error;
}

describe('malformed messages of the feed', () => {
  it('are counted, change nothing, and the next good one is bought', async () => {
    await withDesk({}, async (rig) => {
      const random = createRandom('malformed');
      const good = rig.pool(SMALL, { announce: 'none' });
      const { keys } = good;
      const messages: readonly unknown[] = [
        ...Array.from({ length: 40 }, () => malformedAnnouncement(random)),
        undefined,
        42,
        [],
        {},
        { pool_id: keys.pool, base_token: keys.coinMint, quote_token: keys.pcMint, surprise: true },
        { pool_id: keys.pool, base_token: keys.coinMint, quote_token: keys.pcMint, base_reserve: '1' },
        { pool_id: keys.pool, base_token: WSOL_MINT, quote_token: keys.pcMint, program: 'amm-v5' },
        JSON.parse('{"__proto__": {"pool_id": 1}, "pool_id": 1}'),
        'x'.repeat(100_000),
      ];
      for (const message of messages) rig.market.announce(message);
      await rig.until('all came', () => {
        rig.clock.advance(1_000);
        return rig.desk.feeds['socket-io']?.malformed === messages.length;
      });
      expect(rig.desk.feeds['socket-io']).toMatchObject({
        state: 'live',
        received: messages.length,
        drops: 0,
      });
      expect([rig.desk.poolsSeen, rig.desk.trading.state]).toEqual([0, 'armed']);
      rig.announce(good);
      expect((await rig.landed(good)).status).toBe('confirmed');
    });
  });

  it('over a megabyte cost the connection, which is made again', async () => {
    await withDesk({}, async (rig) => {
      rig.market.announce({ pool_id: 'x'.repeat(1_200_000) });
      await rig.until('the feed is lost', () => rig.desk.feeds['socket-io']?.state === 'lost');
      await rig.passUntil('it is live again', () => rig.desk.feeds['socket-io']?.state === 'live');
      expect(rig.desk.feeds['socket-io']?.drops).toBe(1);
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });
});

describe('a journal', () => {
  it('with a torn end is cut, the rest is kept aside and said to be, and nothing else is lost', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(SMALL);
      await rig.landed(created);
      const { positions, day, cooldowns } = rig.desk;
      await rig.shut();
      const whole = readJournal(rig.dataDir);
      const torn = '{"seq":999,"v":1,"event":{"kind":"order-res';
      appendFileSync(rig.path('journal'), torn);

      await rig.open();
      await rig.pass(400);
      expect(readFileSync(rig.path('journal.torn-1'), 'utf8')).toBe(torn);
      expect(logLines(rig.dataDir).filter(({ event }) => event === 'journal-torn-end-cut')).toMatchObject([
        { level: 'warn', data: { bytes: torn.length, keptAs: rig.path('journal.torn-1') } },
      ]);
      expect(rig.desk.tape.map(({ text }) => text)).toContainEqual(expect.stringContaining('journal.torn-1'));
      expect(rig.desk).toMatchObject({ positions, day, cooldowns });
      expect(readJournal(rig.dataDir).slice(0, whole.length)).toEqual(whole);
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });

  it('that is damaged in the middle is not guessed over: the line and the remedy are named, nothing is left open', async () => {
    await withDesk({}, async (rig) => {
      await rig.landed(rig.pool(SMALL));
      await rig.shut();
      const path = rig.path('journal');
      const lines = readFileSync(path, 'utf8').split('\n');
      const damaged = lines.map((line, index) => (index === 3 ? line.replace('"seq":4', '"seq":5') : line));
      writeFileSync(path, damaged.join('\n'));

      const [problem, ...others] = await startProblems(rig);
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ what: 'The journal' });
      expect(problem?.found).toContain(`${path}, line 4`);
      expect(problem?.remedy).toContain(`move ${path} away`);
      expect(existsSync(rig.path('journal.lock'))).toBe(false);
      expect(rig.clock.timers()).toBe(0);
      expect(readFileSync(path, 'utf8')).toBe(damaged.join('\n'));

      // The remedy works.
      writeFileSync(path, lines.join('\n'));
      await rig.open();
      expect(rig.desk.positions).toHaveLength(1);
    });
  });

  it('whose records are whole and contradict each other is not traded on', async () => {
    await withDesk({}, async (rig) => {
      await rig.shut();
      const path = rig.path('journal');
      const before = readFileSync(path);
      const sequence = readJournal(rig.dataDir).length + 1;
      const event = { kind: 'order-built', atMs: rig.clock.nowMs(), id: orderId(99) } as const;
      appendFileSync(path, encodeRecord({ sequence, event }));

      const [problem, ...others] = await startProblems(rig);
      expect(others).toEqual([]);
      expect(problem?.what).toBe('The journal');
      expect(problem?.found).toContain(`${path}, record ${sequence}: event about order 99`);
      expect(problem?.remedy).toContain(`move ${path} away`);
      expect([existsSync(rig.path('journal.lock')), rig.clock.timers()]).toEqual([false, 0]);
      writeFileSync(path, before);
      await rig.open();
    });
  });

  it('that is in use keeps a second desk from starting and does not disturb the first', async () => {
    await withDesk({}, async (rig) => {
      const [problem, ...others] = await startProblems(rig);
      expect(others).toEqual([]);
      expect(problem?.what).toBe('The journal');
      expect(problem?.found).toContain(`Process ${process.pid} is using it (${rig.path('journal.lock')})`);
      expect(problem?.remedy).toContain('SWINGAWAY_DATA_DIR');
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });
});

describe('a data folder that cannot be made', () => {
  it('is named with what to do, and nothing is started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'swingaway-scenario-'));
    try {
      const file = join(folder, 'a-file');
      writeFileSync(file, '');
      await withDesk({}, async (rig) => {
        await rig.shut();
        const inside = join(file, 'data');
        const [problem, ...others] = await startProblems(rig, { SWINGAWAY_DATA_DIR: inside });
        expect(others).toEqual([]);
        expect(problem?.what).toBe('The journal');
        expect(problem?.found).toContain(`${inside} cannot be written`);
        expect(problem?.remedy).toContain('SWINGAWAY_DATA_DIR');
        expect(rig.clock.timers()).toBe(0);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('settings that are wrong', () => {
  it('are all named at once, before anything is opened', async () => {
    await withDesk({}, async (rig) => {
      await rig.shut();
      const problems = await startProblems(rig, {
        MAX_CONCURRENT_TRADES: '-3',
        TRADE_TIMEOUT_MS: '30s',
        SWINGAWAY_SEEED: '1',
      });
      expect(problems.map(({ what }) => what).toSorted()).toEqual([
        'MAX_CONCURRENT_TRADES',
        'SWINGAWAY_SEEED',
        'TRADE_TIMEOUT_MS',
      ]);
      for (const { found, remedy } of problems) expect([found, remedy].every(Boolean)).toBe(true);
      expect(existsSync(rig.path('journal.lock'))).toBe(false);
    });
  });
});

describe('a port that is in use', () => {
  it('is named by the market, and the desk says so and leaves the folder free', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const opened = await openMarket({ seed: 'port', manual: true, feedPort: port });
      if (opened.ok) throw new Error('it opened');
      expect(opened.error).toContain(String(port));
      expect(opened.error).toContain('--feed-port');
      await withDesk({}, async (rig) => {
        await rig.shut();
        const found = opened.error;
        const input = rig.composeInput(async () =>
          err({ what: 'The embedded market', found, remedy: 'Free it.' }),
        );
        const composed = await compose(input);
        expect(composed).toEqual({
          ok: false,
          error: [{ what: 'The embedded market', found, remedy: 'Free it.' }],
        });
        expect([existsSync(rig.path('journal.lock')), rig.clock.timers()]).toEqual([false, 0]);
        await rig.open();
        expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
      });
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });
});
