import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import bs58 from 'bs58';
import { describe, expect, it } from 'vitest';
import { describeRecordText } from '../../../electron/protocol/describe-record-text.ts';
import { describeRecord } from '../../../electron/protocol/describe-record.ts';
import { encodeRayLog } from '../../../electron/protocol/ray-log.ts';
import type { RecordDescription } from '../../../electron/protocol/record-description.ts';
import { address, tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import {
  FIXTURES,
  heliusFrames,
  NEEDS,
  NO_FIXTURES,
  readAccountFixture,
  readFrame,
  type RawFrame,
} from './chain-fixtures.ts';

const AMM_V4 = '675kPX9MHTjS2zt1qfr1NYHuzeLXfQM9H24wFSUt1Mp8';
const LAUNCHLAB = 'LanMV9sAd7wArD4vJFi2qDdfnVhFxYSUg6eADduJ3uj';
const TOKEN = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
const SIGNATURE = '3yq88CT3MUzpzk6rgvdjT9NtGJitR1JVaUfax7yPpWUvfXeVPTm82qqwvRsBwbpFLwM6Aqf5r2BuAUBcyFemR4eR';

const NOTHING_KNOWN = {
  pool: null,
  baseMint: null,
  quoteMint: null,
  baseReserve: null,
  quoteReserve: null,
  openTime: null,
  signature: null,
} as const;

const fixture = (path: string): unknown => JSON.parse(readFileSync(join(FIXTURES, path), 'utf8'));

/** The one record of a value that has no problem. */
function only(value: unknown): RecordDescription | undefined {
  const { records, problems } = describeRecord(value);
  expect(problems).toEqual([]);
  expect(records).toHaveLength(1);
  return records[0];
}

// Read with Buffer and bs58 alone, so that no decoder is tested by itself.
const keyAt = (bytes: Uint8Array, offset: number): string => bs58.encode(bytes.subarray(offset, offset + 32));
const u64At = (bytes: Uint8Array, offset: number): string =>
  Buffer.from(bytes).readBigUInt64LE(offset).toString();

/** All instructions of the program, outer and inner, by their first data byte. */
function rawInstructions(frame: RawFrame, tag: number) {
  const { transaction, meta } = frame.params.result.transaction;
  const inner = meta.innerInstructions.flatMap(({ instructions }) => instructions);
  return [...transaction.message.instructions, ...inner].filter(
    ({ programId, data }) => programId === AMM_V4 && data !== undefined && bs58.decode(data)[0] === tag,
  );
}

function rawRayLogs(frame: RawFrame): readonly Buffer[] {
  return frame.params.result.transaction.meta.logMessages
    .filter((line) => line.startsWith('Program log: ray_log: '))
    .map((line) => Buffer.from(line.slice('Program log: ray_log: '.length), 'base64'));
}

describe.skipIf(NO_FIXTURES)(`the description of recorded frames${NEEDS}`, () => {
  it('has a creation’s keys where the instruction names them and its reserves as the log tells', () => {
    const names = heliusFrames('amm-v4-initialize2');
    expect(names).toHaveLength(8);
    for (const name of names) {
      const frame = readFrame(name);
      const [instruction] = rawInstructions(frame, 1);
      const log = rawRayLogs(frame).find((bytes) => bytes[0] === 0 && bytes.length === 75);
      expect(instruction?.accounts).toHaveLength(21);
      expect(only(fixture(`helius/${name}`)), name).toEqual({
        program: 'amm-v4',
        kind: 'creation',
        pool: instruction?.accounts?.[4],
        baseMint: instruction?.accounts?.[8],
        quoteMint: instruction?.accounts?.[9],
        baseReserve: log === undefined ? 'no log' : u64At(log, 35),
        quoteReserve: log === undefined ? 'no log' : u64At(log, 27),
        openTime: log === undefined ? 'no log' : u64At(log, 1),
        signature: frame.params.result.signature,
      });
    }
  });

  it('has a swap’s pool, the mints of its vaults, and the reserves after it', () => {
    const names = heliusFrames('amm-v4-swap');
    expect(names).toHaveLength(6);
    for (const name of names) {
      const frame = readFrame(name);
      const { records, problems } = describeRecord(fixture(`helius/${name}`));
      expect(problems).toEqual([]);
      const logs = rawRayLogs(frame);
      expect(logs.length).toBe(records.length);
      expect(records.map(({ kind }) => kind)).toEqual(logs.map(() => 'swap'));
      const named = [...rawInstructions(frame, 9), ...rawInstructions(frame, 11)].map(
        ({ accounts }) => accounts?.[1],
      );
      expect(new Set(records.map(({ pool }) => pool))).toEqual(new Set(named));
      records.forEach((record, index) => {
        const log = logs[index] ?? Buffer.alloc(57);
        // 3 fixes what goes in, 4 what comes out; the other of the two is the last field.
        const [into, out] = log[0] === 3 ? [1, 49] : [49, 9];
        const sign = log.readBigUInt64LE(17) === 2n ? 1n : -1n;
        const [coin, pc] = sign === 1n ? [into, out] : [out, into];
        expect(record.baseReserve, name).toBe(
          `${log.readBigUInt64LE(33) + sign * log.readBigUInt64LE(coin)}`,
        );
        expect(record.quoteReserve, name).toBe(`${log.readBigUInt64LE(41) - sign * log.readBigUInt64LE(pc)}`);
        const mints = frame.params.result.transaction.meta.postTokenBalances.map(({ mint }) => mint);
        expect(mints).toContain(record.baseMint);
        expect(mints).toContain(record.quoteMint);
        expect([record.baseMint, record.quoteMint]).toContain(WSOL_MINT);
      });
    }
  });

  it('is the same of a transaction as a node answers it, alone or wrapped, and as a recorded text', () => {
    const frame = readFrame('amm-v4-initialize2-1.json');
    const { transaction, slot } = frame.params.result;
    const expected = only(frame);
    const answer = { slot, ...transaction };
    expect(only(answer)).toEqual(expected);
    expect(only({ jsonrpc: '2.0', id: 1, result: answer })).toEqual(expected);
    expect(only({ atMs: 5, feed: 'helius', text: JSON.stringify(frame) })).toEqual(expected);
  });

  it('has what the log alone tells: every key but the mints', () => {
    const frame = readFrame('amm-v4-initialize2-8.json');
    const whole = only(frame);
    const { logMessages } = frame.params.result.transaction.meta;
    const value = { signature: SIGNATURE, err: null, logs: logMessages };
    const notification = {
      jsonrpc: '2.0',
      method: 'logsNotification',
      params: { result: { context: { slot: 1 }, value } },
    };
    const told = only(notification);
    expect(told).toEqual({
      ...whole,
      kind: 'creation-event',
      baseMint: null,
      quoteMint: null,
      signature: SIGNATURE,
    });
    expect(only(logMessages)).toEqual({ ...told, signature: null });
    expect(describeRecordText(logMessages.join('\n')).records).toEqual([{ ...told, signature: null }]);
  });

  it('has a CPMM creation from the bytes as sent and the log', () => {
    for (const name of ['cpmm-initialize.json', 'cpmm-initialize-token2022-fee.json']) {
      const raw: { readonly rawTx: string; readonly logs: readonly string[] } = JSON.parse(
        readFileSync(join(FIXTURES, 'transactions', name), 'utf8'),
      );
      const bytes = Buffer.from(raw.rawTx, 'base64');
      const amounts = raw.logs
        .map((line) => /vault_0_amount:(\d+),vault_1_amount:(\d+)/.exec(line))
        .find(Boolean);
      const record = only(raw);
      expect(record).toMatchObject({
        program: 'cpmm',
        kind: 'creation',
        baseMint: WSOL_MINT,
        baseReserve: amounts?.[1],
        quoteReserve: amounts?.[2],
        openTime: '0',
        // One signature, behind its count.
        signature: bs58.encode(bytes.subarray(1, 65)),
      });
      for (const key of [record?.pool, record?.quoteMint]) {
        expect(bytes.includes(Buffer.from(bs58.decode(key ?? '')))).toBe(true);
      }
    }
  });

  it('has LaunchLab’s event lines as recorded', () => {
    const events: {
      readonly poolCreate: readonly { readonly sig: string; readonly line: string }[];
      readonly trade: readonly {
        readonly sig: string;
        readonly pool: string;
        readonly decoded: Readonly<Record<string, string>>;
      }[];
    } = JSON.parse(readFileSync(join(FIXTURES, 'launchlab/events.json'), 'utf8'));
    const bytesOf = (line: string): Buffer => Buffer.from(line.slice('Program data: '.length), 'base64');
    const n = (text: string | undefined): bigint => BigInt(text ?? -1);
    const unknown = { program: 'launchlab', ...NOTHING_KNOWN };
    const expected = [
      ...events.poolCreate.map(({ sig, line }) => ({
        ...unknown,
        kind: 'creation-event',
        pool: keyAt(bytesOf(line), 8),
        signature: sig,
      })),
      ...events.trade.map(({ sig, pool, decoded }) => ({
        ...unknown,
        kind: 'trade-event',
        pool,
        baseReserve: `${n(decoded['virtualBase']) - n(decoded['realBaseAfter'])}`,
        quoteReserve: `${n(decoded['virtualQuote']) + n(decoded['realQuoteAfter'])}`,
        signature: sig,
      })),
    ];
    expect(describeRecord(events)).toEqual({ records: expected, problems: [] });
  });
});

describe.skipIf(NO_FIXTURES)(`the description of recorded accounts${NEEDS}`, () => {
  it('has an AMM v4 pool’s and a CPMM pool’s mints and opening', () => {
    const ammV4 = readAccountFixture('accounts/amm-v4-58oQ/pool.json');
    expect(only(ammV4)).toEqual({
      ...NOTHING_KNOWN,
      program: 'amm-v4',
      kind: 'pool-account',
      pool: ammV4.address,
      baseMint: keyAt(ammV4.bytes, 400),
      quoteMint: keyAt(ammV4.bytes, 432),
      openTime: u64At(ammV4.bytes, 224),
    });
    const cpmm = readAccountFixture('accounts/cpmm-7Juw/pool.json');
    expect(only(cpmm)).toEqual({
      ...NOTHING_KNOWN,
      program: 'cpmm',
      kind: 'pool-account',
      pool: cpmm.address,
      baseMint: keyAt(cpmm.bytes, 168),
      quoteMint: keyAt(cpmm.bytes, 200),
      openTime: u64At(cpmm.bytes, 373),
    });
  });

  it('has CPMM’s config and observation', () => {
    const cpmm = { ...NOTHING_KNOWN, program: 'cpmm' };
    expect(only(fixture('accounts/cpmm-7Juw/amm-config.json'))).toEqual({ ...cpmm, kind: 'config-account' });
    const observation = readAccountFixture('accounts/cpmm-7Juw/observation.json');
    const pool = keyAt(observation.bytes, 11);
    expect(only(observation)).toEqual({ ...cpmm, kind: 'observation-account', pool });
  });

  it('has a vault’s mint and balance', () => {
    const vaults = [
      'amm-v4-58oQ/vault_coin',
      'amm-v4-58oQ/vault_pc',
      'cpmm-7Juw/vault0',
      'cpmm-7Juw/vault1',
    ] as const;
    for (const name of vaults) {
      const vault = readAccountFixture(`accounts/${name}.json`);
      expect(only(vault)).toEqual({
        ...NOTHING_KNOWN,
        program: 'spl-token',
        kind: 'token-account',
        baseMint: keyAt(vault.bytes, 0),
        baseReserve: u64At(vault.bytes, 64),
      });
    }
  });

  it('has a mint’s address in whichever way it was saved', () => {
    const mint = { ...NOTHING_KNOWN, kind: 'mint-account' };
    const named = {
      bonk: 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263',
      usdc: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
      usds: 'AtGakZsHVY1BkinHEFMEJxZYhwA9KnuLD8QRmGjSAZEC',
    };
    for (const [name, baseMint] of Object.entries(named)) {
      expect(only(fixture(`accounts/mints/${name}.json`))).toEqual({
        ...mint,
        program: 'spl-token',
        baseMint,
      });
    }
    const saved: { readonly pubkey: readonly number[] } = JSON.parse(
      readFileSync(join(FIXTURES, 'accounts/mints/token2022-with-metadata.json'), 'utf8'),
    );
    const baseMint = bs58.encode(Uint8Array.from(saved.pubkey));
    expect(only(saved)).toEqual({ ...mint, program: 'token-2022', baseMint });
  });

  it('reads the answers of getAccountInfo and getMultipleAccounts, which do not say whose they are', () => {
    const { owner, base64Data } = readAccountFixture('accounts/cpmm-7Juw/pool.json');
    const account = { owner, data: [base64Data, 'base64'], lamports: 1, executable: false };
    const one = { jsonrpc: '2.0', id: 1, result: { context: { slot: 1 }, value: account } };
    const several = {
      jsonrpc: '2.0',
      id: 1,
      result: { context: { slot: 1 }, value: [account, null, account] },
    };
    expect(only(one)).toMatchObject({ kind: 'pool-account', pool: null, baseMint: WSOL_MINT });
    expect(describeRecord(several).records).toHaveLength(2);
    const notification = { method: 'accountNotification', params: { result: { value: account } } };
    expect(only(notification)).toEqual(only(one));
  });
});

const RAY_LOG = encodeRayLog({
  kind: 'swap-base-in',
  direction: 'pc-to-coin',
  userSource: tokenUnits(9n),
  poolCoin: tokenUnits(1_000n),
  poolPc: tokenUnits(2_000n),
  amountIn: tokenUnits(100n),
  minimumOut: tokenUnits(1n),
  outAmount: tokenUnits(47n),
});
const logOf = (program: string): readonly string[] => [
  `Program ${program} invoke [1]`,
  RAY_LOG,
  `Program ${program} success`,
];

describe('the description of a log', () => {
  it('believes a line only within its own program', () => {
    const trade = { program: 'amm-v4', kind: 'trade-event', baseReserve: '953', quoteReserve: '2100' };
    expect(only(logOf(AMM_V4))).toEqual({ ...NOTHING_KNOWN, ...trade });
    expect(only(logOf(LAUNCHLAB))).toEqual({ ...NOTHING_KNOWN, program: null, kind: 'transaction' });
    expect(only([RAY_LOG])).toEqual({ ...NOTHING_KNOWN, ...trade });
  });

  it('has nothing of a transaction that failed', () => {
    const failed = {
      signature: SIGNATURE,
      err: { InstructionError: [0, { Custom: 30 }] },
      logs: logOf(AMM_V4),
    };
    const expected = { ...NOTHING_KNOWN, program: null, kind: 'transaction', signature: SIGNATURE };
    expect(only(failed)).toEqual(expected);
  });
});

describe('what cannot be described', () => {
  const problemsOf = (value: unknown): readonly string[] => describeRecord(value).problems;
  const account = { owner: TOKEN, data: ['AAAA', 'base64'] };

  it('is named with its place, and the rest is still read', () => {
    const mixed = { good: [RAY_LOG], bad: [account, { method: 'transactionNotification', params: {} }] };
    const { records, problems } = describeRecord(mixed);
    expect(records).toHaveLength(1);
    expect(problems).toEqual([
      `bad[0]: an account of ${TOKEN} that is not known`,
      'bad[1]: not a transaction that can be read: not-a-transaction (result)',
    ]);
  });

  it('is a value without anything known, and an error answer', () => {
    for (const value of [null, 5, '', 'text', {}, [], { a: { b: [1, 2] } }]) {
      expect(problemsOf(value)).toEqual(['nothing in it is known here']);
    }
    expect(problemsOf({ jsonrpc: '2.0', id: 1, error: { code: -32602 } })).toEqual([
      'an error answer of a node',
    ]);
    expect(problemsOf({ owner: TOKEN, data: { program: 'spl-token', parsed: {} } })).toEqual([
      'an account whose data are not base64 or a list of bytes',
    ]);
    expect(problemsOf({ rawTx: 'AAAA' })).toEqual(['a raw transaction that cannot be read']);
    expect(problemsOf({ line: 'Program data: AAAA' })).toEqual(['a log line that is not known']);
  });

  it('is what stands too deep, and more than there is room for', () => {
    let deep: unknown = [RAY_LOG];
    for (let level = 0; level < 5_000; level += 1) deep = [deep];
    expect(problemsOf(deep)).toEqual([`${'[0]'.repeat(9)}: too deep`]);
    expect(problemsOf(Array.from({ length: 20_000 }, () => [account]))).toContain(
      'more than 10000 parts: the rest is left out',
    );
  });

  it('is told by its line where there are several', () => {
    const text = `${JSON.stringify({ logs: logOf(AMM_V4) })}\n\nnot json\n{"a":1}\n`;
    const { records, problems } = describeRecordText(text);
    expect(records).toHaveLength(1);
    expect(problems).toEqual(['line 3 is not JSON', 'line 4: nothing in it is known here']);
    expect(describeRecordText('not json').problems).toEqual(['neither JSON nor the lines of a log']);
    expect(describeRecordText('').problems).toEqual(['neither JSON nor the lines of a log']);
  });
});

describe('the description of an announcement', () => {
  const short = { pool_id: LAUNCHLAB, base_token: WSOL_MINT, quote_token: TOKEN };
  const told = {
    ...NOTHING_KNOWN,
    kind: 'announcement',
    pool: LAUNCHLAB,
    baseMint: WSOL_MINT,
    quoteMint: TOKEN,
  };

  it('has what it says, in a line of a recording too', () => {
    expect(only(short)).toEqual({ ...told, program: null });
    const full = { ...short, program: 'cpmm', base_reserve: '80', quote_reserve: '90', open_time: 7 };
    const line = { v: 1, ms: 5, feed: 'socket', source: 'socket-io', message: full };
    const expected = { ...told, program: 'cpmm', baseReserve: '80', quoteReserve: '90', openTime: '7' };
    expect(only(line)).toEqual(expected);
    const unsound = { ...full, program: 'orca', base_reserve: 80, quote_reserve: '-90', open_time: 7.5 };
    expect(only(unsound)).toEqual({ ...told, program: null });
  });

  it('needs its three addresses', () => {
    const { problems } = describeRecord({ ...short, base_token: 'none' });
    expect(problems).toEqual(['an announcement without its three addresses']);
  });
});

describe('an account of another program', () => {
  it('is named by its owner', () => {
    const owner = address('11111111111111111111111111111111');
    expect(describeRecord({ address: TOKEN, owner, base64Data: '' })).toEqual({
      records: [],
      problems: [`an account of ${owner} that is not known`],
    });
  });
});
