import { describe, expect, it } from 'vitest';
import { JITO_TIP_ACCOUNTS } from '../../../electron/executor/tip-policy.ts';
import type { SwapVersion } from '../../../electron/executor/swap-route.ts';
import { parseAmmV4SwapInstruction } from '../../../electron/protocol/amm-v4-swap-instruction.ts';
import { parseSystemInstruction } from '../../../electron/protocol/system-instructions.ts';
import { decodeTransaction, resolveInstructions } from '../../../electron/protocol/transaction-wire.ts';
import { MAX_LIVE_ORDERS } from '../../../electron/executor/make-executor.ts';
import { orderId } from '../../../shared/order.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { blockhash, lamports, millis, signature } from '../../../shared/units.ts';
import { executorRig } from './executor-rig.ts';
import {
  approved,
  BLOCKHASH,
  landed,
  landedBuy,
  RENT,
  sampleAddress,
  sampleTicket,
} from './sample-orders.ts';

const ID = orderId(1);

describe('execute', () => {
  it('builds and signs before it returns, and sends nothing', () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    expect(rig.outcomes).toEqual([
      { kind: 'built', id: ID, prepareUs: 0 },
      {
        kind: 'signed',
        id: ID,
        signUs: 0,
        signed: { signature: rig.signed(), blockhash: BLOCKHASH, lastValidBlockHeight: 1_150 },
      },
    ]);
    expect(rig.lanes[0].sent).toEqual([]);
    expect(rig.subscriptions()).toBe(0);
  });

  it('abandons an order whose blockhash is too old or whose rent is not known', () => {
    const stale = executorRig({ blockhashes: { fresh: () => err({ ageMs: millis(21_400) }) } });
    stale.executor.execute(approved('buy'));
    const none = executorRig({ blockhashes: { fresh: () => err({ ageMs: null }) } });
    none.executor.execute(approved('buy'));
    const rentless = executorRig({ rent: { tokenAccountLamports: () => null } });
    rentless.executor.execute(approved('buy'));
    expect([stale, none, rentless].flatMap(({ outcomes }) => outcomes)).toEqual([
      { kind: 'abandoned', id: ID, why: 'the blockhash is 21 s old' },
      { kind: 'abandoned', id: ID, why: 'no blockhash is known' },
      { kind: 'abandoned', id: ID, why: 'the rent of a token account is not known' },
    ]);
    expect(stale.signings() + none.signings() + rentless.signings()).toBe(0);
  });

  it('never signs the same order twice, not even after it is final', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    expect(() => rig.executor.execute(approved('buy'))).toThrow('signed before');
    rig.show(landedBuy(sampleTicket('buy')));
    rig.executor.send(ID);
    for (const { state } of rig.sources) state.statuses.set(rig.signed(), 'finalized');
    rig.clock.advance(1_000);
    await rig.settled();
    expect(rig.last()).toEqual({ kind: 'finalized', id: ID });
    expect(() => rig.executor.execute(approved('buy'))).toThrow('signed before');
    expect(rig.signings()).toBe(1);
  });

  it('signs nothing while stopped, nor when it is stopped between building and signing', () => {
    const rig = executorRig();
    rig.executor.stop();
    rig.executor.execute(approved('buy', 1));
    rig.executor.resume();
    rig.hooks.told = ({ kind }) => {
      if (kind === 'built') rig.executor.stop();
    };
    rig.executor.execute(approved('buy', 2));
    expect(rig.outcomes).toEqual([
      { kind: 'abandoned', id: orderId(1), why: 'trading was stopped' },
      { kind: 'built', id: orderId(2), prepareUs: 0 },
      { kind: 'abandoned', id: orderId(2), why: 'trading was stopped' },
    ]);
    expect(rig.signings()).toBe(0);
  });

  it('asks at each order which form of the swap the program knows, and tips as it was told', () => {
    let version: SwapVersion = 'v1';
    const tip = { lane: 'jito', lamports: lamports(5_000n), accounts: JITO_TIP_ACCOUNTS } as const;
    const rig = executorRig({ swapVersion: () => version, tips: [tip] });
    for (const id of [1, 2]) {
      rig.executor.execute(approved('buy', id));
      rig.executor.send(orderId(id));
      version = 'v2';
    }
    const swaps = rig.lanes[0].sent.map(({ bytes }) => {
      const transaction = decodeTransaction(Buffer.from(bytes, 'base64'));
      const instructions = transaction === null ? null : resolveInstructions(transaction);
      const last = instructions?.at(-1);
      const tipped = last === undefined ? null : parseSystemInstruction(last);
      expect(tipped).toMatchObject({ kind: 'transfer', lamports: 5_000n });
      return instructions
        ?.map((each) => parseAmmV4SwapInstruction(each)?.form)
        .find((form) => form !== undefined);
    });
    expect(swaps).toEqual(['v1', 'v2']);
  });

  it('refuses to hold more live orders than it is made for', () => {
    const rig = executorRig();
    for (let id = 1; id <= MAX_LIVE_ORDERS; id += 1) rig.executor.execute(approved('buy', id));
    expect(() => rig.executor.execute(approved('buy', MAX_LIVE_ORDERS + 1))).toThrow('live orders');
  });
});

describe('send', () => {
  it('hands the same bytes to every lane and tells what each answers', async () => {
    const rig = executorRig();
    rig.lanes[1].answer(err('node is busy'));
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    expect(rig.kinds()).toEqual(['built', 'signed', 'sent']);
    expect(rig.lanes[0].sent.map(({ bytes }) => bytes)).toEqual(rig.lanes[1].sent.map(({ bytes }) => bytes));
    await rig.settled();
    expect(rig.outcomes.slice(2)).toEqual([
      { kind: 'sent', id: ID, sends: 1 },
      { kind: 'lane', id: ID, lane: { lane: 'first', result: 'accepted', tookMs: 0, error: null } },
      { kind: 'lane', id: ID, lane: { lane: 'second', result: 'error', tookMs: 0, error: 'node is busy' } },
    ]);
  });

  it('can be called from within the outcome that tells of the signature', () => {
    const rig = executorRig();
    rig.hooks.told = (outcome) => {
      if (outcome.kind === 'signed') rig.executor.send(outcome.id);
    };
    rig.executor.execute(approved('buy'));
    expect(rig.kinds()).toEqual(['built', 'signed', 'sent']);
  });

  it('rebroadcasts the same bytes every two seconds until the landed transaction was read, whatever a status says', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    await rig.settled();
    rig.clock.advance(5_900);
    await rig.settled();
    expect(rig.lanes[0].sent).toHaveLength(3);
    expect(new Set(rig.lanes[0].sent.map(({ bytes }) => bytes)).size).toBe(1);
    expect(rig.outcomes.filter(({ kind }) => kind === 'lane')).toHaveLength(2);
    expect(rig.outcomes.flatMap((each) => (each.kind === 'sent' ? [each.sends] : []))).toEqual([1, 2, 3]);
    rig.notify(rig.signed(), 'processed');
    rig.clock.advance(2_000);
    expect(rig.lanes[0].sent).toHaveLength(4);
    rig.notify(rig.signed(), 'confirmed');
    await rig.settled();
    rig.clock.advance(2_000);
    expect(rig.lanes[0].sent).toHaveLength(5);
    rig.show(landedBuy(sampleTicket('buy')));
    for (let turn = 0; turn < 3; turn += 1) {
      rig.clock.advance(400);
      await rig.settled();
    }
    expect(rig.kinds()).toContain('confirmed');
    const sent = rig.lanes[0].sent.length;
    rig.clock.advance(20_000);
    expect(rig.lanes[0].sent).toHaveLength(sent);
  });

  it('tells at the first rebroadcast of a lane that has not answered, once, and then of its answer', async () => {
    const rig = executorRig();
    let answer: (result: Result<null, string>) => void = () => undefined;
    rig.lanes[1].answer(new Promise((resolve) => (answer = resolve)));
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    await rig.settled();
    rig.clock.advance(4_000);
    answer(ok(null));
    await rig.settled();
    expect(rig.outcomes.flatMap((each) => (each.kind === 'lane' ? [each.lane] : []))).toEqual([
      { lane: 'first', result: 'accepted', tookMs: 0, error: null },
      { lane: 'second', result: 'sent', tookMs: null, error: null },
      { lane: 'second', result: 'accepted', tookMs: 4_000, error: null },
    ]);
  });

  it('throws for an order that was not signed, and for a second send', () => {
    const rig = executorRig();
    expect(() => rig.executor.send(ID)).toThrow('not there');
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    expect(() => rig.executor.send(ID)).toThrow('sent before');
  });
});

describe('stop', () => {
  it('ends rebroadcasting for good and takes back what waits for a socket; the order is followed on', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    rig.executor.stop();
    expect(rig.lanes.map(({ sent }) => sent[0]?.signal.aborted)).toEqual([true, true]);
    rig.clock.advance(4_000);
    rig.executor.resume();
    rig.clock.advance(4_000);
    expect(rig.lanes[0].sent).toHaveLength(1);
    rig.show(landedBuy(sampleTicket('buy')));
    rig.notify(rig.signed(), 'confirmed');
    await rig.settled();
    expect(rig.last()?.kind).toBe('confirmed');
  });

  it('keeps a signed order from being sent: it is unknown, and watched until it is proven gone', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.stop();
    rig.executor.send(ID);
    expect(rig.last()).toEqual({ kind: 'unknown', id: ID, why: 'not-sent' });
    expect(rig.subscriptions()).toBe(2);
    for (const { state } of rig.sources) state.height = ok(1_151);
    rig.clock.advance(5_000);
    await rig.settled();
    expect(rig.last()?.kind).toBe('expired');
    expect(rig.lanes[0].sent).toEqual([]);
  });
});

describe('following an order', () => {
  it('calls it filled only with the fill from the transaction, then final', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    await rig.settled();
    rig.clock.advance(700);
    rig.notify(rig.signed(), 'processed');
    rig.clock.advance(100);
    rig.notify(rig.signed(), 'confirmed');
    await rig.settled();
    expect(rig.kinds().slice(-1)).toEqual(['processed']);
    rig.show(landedBuy(sampleTicket('buy')));
    rig.clock.advance(0);
    await rig.settled();
    expect(rig.outcomes.slice(-2)).toMatchObject([
      { kind: 'processed', slot: 321, afterMs: 700 },
      {
        kind: 'confirmed',
        afterMs: 800,
        fill: { tokenUnits: 5_000_000n, solLamports: 100_000_000n, walletLamports: -102_045_180n },
      },
    ]);
    for (const { state } of rig.sources) state.statuses.set(rig.signed(), 'finalized');
    rig.clock.advance(1_000);
    await rig.settled();
    expect(rig.last()).toEqual({ kind: 'finalized', id: ID });
    expect(rig.subscriptions()).toBe(0);
  });

  it('finds a landing by asking when no notice comes, whichever endpoint knows of it', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    rig.show(landedBuy(sampleTicket('buy')));
    rig.sources[0].state.unreachable = true;
    rig.sources[1].state.statuses.set(rig.signed(), 'confirmed');
    rig.clock.advance(1_000);
    await rig.settled();
    rig.clock.advance(1_000);
    await rig.settled();
    rig.clock.advance(0);
    await rig.settled();
    expect(rig.kinds().slice(-2)).toEqual(['processed', 'confirmed']);
  });

  it('tells of a failure with the program’s reason', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    const base = landedBuy(sampleTicket('buy'));
    rig.show({ ...base, err: 'InsufficientFundsForFee' });
    rig.notify(rig.signed(), 'confirmed');
    await rig.settled();
    expect(rig.last()).toEqual({
      kind: 'failed',
      id: ID,
      afterMs: 0,
      failure: {
        code: 'insufficient-funds',
        detail: '"InsufficientFundsForFee"',
        slot: 321,
        feeLamports: 5_900n,
      },
    });
    expect(rig.executor.execute.bind(null, approved('buy'))).toThrow();
  });

  it('does not take a landing without a rise of the balance for a fill', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    const still = {
      tokens: [0n, 0n],
      vault: [5n, 5n],
      wallet: [9_000n, 3_100n],
      rent: [RENT, RENT],
    } as const;
    rig.show(landed(sampleTicket('buy'), still));
    rig.notify(rig.signed(), 'confirmed');
    await rig.settled();
    expect(rig.last()).toMatchObject({ kind: 'failed', failure: { code: 'no-fill' } });
  });

  it('is unknown after the deadline as it was set at the send, and settles when it lands late', async () => {
    let timeout = millis(30_000);
    const rig = executorRig({ tradeTimeoutMs: () => timeout });
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    timeout = millis(1_000);
    rig.clock.advance(29_999);
    expect(rig.kinds()).not.toContain('unknown');
    rig.clock.advance(1);
    expect(rig.outcomes).toContainEqual({ kind: 'unknown', id: ID, why: 'deadline' });
    rig.show(landedBuy(sampleTicket('buy')));
    rig.notify(rig.signed(), 'confirmed');
    await rig.settled();
    expect(rig.last()?.kind).toBe('confirmed');
  });
});

describe('expiry', () => {
  const overdue = async (rig: ReturnType<typeof executorRig>): Promise<void> => {
    rig.clock.advance(5_000);
    await rig.settled();
  };
  const sentRig = (): ReturnType<typeof executorRig> => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    for (const { state } of rig.sources) state.height = ok(1_151);
    return rig;
  };

  it('is told with its proof when every endpoint has passed the height and none knows the transaction', async () => {
    const rig = sentRig();
    await overdue(rig);
    expect(rig.last()).toEqual({
      kind: 'expired',
      id: ID,
      proof: 'finalized block height 1151 is past 1150, and no status in the history of one, two',
    });
    rig.clock.advance(60_000);
    expect(rig.lanes[0].sent).toHaveLength(3);
    expect(rig.subscriptions()).toBe(0);
  });

  it('is not told at the last valid height itself', async () => {
    const rig = sentRig();
    for (const { state } of rig.sources) state.height = ok(1_150);
    await overdue(rig);
    expect(rig.kinds()).not.toContain('expired');
  });

  it('is not told while one endpoint is behind or does not answer', async () => {
    const behind = sentRig();
    behind.sources[1].state.height = ok(1_150);
    await overdue(behind);
    const gone = sentRig();
    gone.sources[1].state.unreachable = true;
    await overdue(gone);
    expect([...behind.kinds(), ...gone.kinds()]).not.toContain('expired');
    gone.sources[1].state.unreachable = false;
    await overdue(gone);
    expect(gone.kinds()).toContain('expired');
  });

  it('is not told when one endpoint’s history holds it: it landed', async () => {
    const rig = sentRig();
    rig.sources[1].state.history.set(rig.signed(), 'finalized');
    rig.show(landedBuy(sampleTicket('buy')));
    await overdue(rig);
    expect(rig.kinds().slice(-3)).toEqual(['processed', 'confirmed', 'finalized']);
    expect(rig.kinds()).not.toContain('expired');
  });

  it('asks for the height before the history, on every endpoint', async () => {
    const rig = sentRig();
    rig.sources[1].asked.length = 0;
    await overdue(rig);
    const proofs = rig.sources[1].asked.filter((each) => each !== 'statuses recent');
    expect(proofs).toEqual(['height', 'statuses history']);
  });
});

describe('follow', () => {
  const signed = {
    signature: signature('4'.repeat(87)),
    blockhash: blockhash(sampleAddress(200)),
    lastValidBlockHeight: 1_150,
  };

  it('watches an order of an earlier run to its end and never sends it', async () => {
    const rig = executorRig();
    rig.clock.advance(60_000);
    rig.executor.follow(sampleTicket('buy'), signed);
    rig.executor.follow(sampleTicket('buy'), signed);
    rig.show(landedBuy(sampleTicket('buy')));
    rig.notify(signed.signature, 'confirmed');
    await rig.settled();
    expect(rig.outcomes).toMatchObject([
      { kind: 'processed', afterMs: 60_000 },
      { kind: 'confirmed', afterMs: 60_000 },
    ]);
    expect(rig.lanes[0].sent).toEqual([]);
  });

  it('begins to watch an order that was signed here and never sent, and begins it once', () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.stop();
    expect(rig.subscriptions()).toBe(0);
    const own = { ...signed, signature: rig.signed() };
    rig.executor.follow(sampleTicket('buy'), own);
    rig.executor.follow(sampleTicket('buy'), own);
    expect([rig.subscriptions(), rig.kinds()]).toEqual([2, ['built', 'signed']]);
    expect(rig.lanes[0].sent).toEqual([]);
  });

  it('lets the order neither be sent nor signed again', () => {
    const rig = executorRig();
    rig.executor.follow(sampleTicket('buy'), signed);
    expect(() => rig.executor.send(ID)).toThrow('not there');
    expect(() => rig.executor.execute(approved('buy'))).toThrow('signed before');
    const other = { ...signed, signature: signature('3'.repeat(87)) };
    expect(() => rig.executor.follow(sampleTicket('buy'), other)).toThrow('signed twice');
  });
});

describe('close', () => {
  it('ends every timer and subscription, and nothing is told after it', async () => {
    const rig = executorRig();
    let answer: (taken: ReturnType<typeof ok<null>>) => void = () => undefined;
    rig.lanes[0].answer(new Promise((resolve) => (answer = resolve)));
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    await rig.settled();
    const told = rig.outcomes.length;
    await rig.executor.close();
    answer(ok(null));
    rig.clock.advance(120_000);
    await rig.settled();
    expect(rig.outcomes).toHaveLength(told);
    expect(rig.clock.timers()).toBe(0);
    expect(rig.subscriptions()).toBe(0);
  });
});

describe('the log', () => {
  it('says when a fill does not explain the wallet', async () => {
    const rig = executorRig();
    rig.executor.execute(approved('buy'));
    rig.executor.send(ID);
    const odd = { tokens: [0n, 5n], vault: [0n, 100n], wallet: [9_000n, 1n], rent: [RENT, RENT] } as const;
    rig.show(landed(sampleTicket('buy'), odd));
    rig.notify(rig.signed(), 'confirmed');
    await rig.settled();
    expect(rig.last()?.kind).toBe('confirmed');
    expect(rig.log.lines.map(({ event }) => event)).toEqual(['fill does not explain the wallet']);
  });
});
