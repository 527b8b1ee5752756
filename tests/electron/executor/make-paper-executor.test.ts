import { describe, expect, it } from 'vitest';
import { COMPUTE_LIMITS, orderFee, type Route } from '../../../electron/executor/compute-limits.ts';
import { JITO_TIP_ACCOUNTS } from '../../../electron/executor/tip-policy.ts';
import { NEVER_SENT } from '../../../electron/executor/paper-order.ts';
import { verifySignature } from '../../../electron/protocol/ed25519.ts';
import { decodeAddress, decodeSignature } from '../../../electron/protocol/base58.ts';
import { associatedTokenAddress } from '../../../electron/protocol/pda.ts';
import { AMM_V4_PROGRAM, SYSTEM_PROGRAM, TOKEN_2022_PROGRAM } from '../../../electron/protocol/programs.ts';
import { decodeTransaction } from '../../../electron/protocol/transaction-wire.ts';
import { mintApproval } from '../../../electron/core/risk/approved-order.ts';
import { orderId, type OrderTicket } from '../../../shared/order.ts';
import { err, ok } from '../../../shared/result.ts';
import { lamports, signature } from '../../../shared/units.ts';
import { paperRig, simulated, tokensWith, walletWith, wrappedWith } from './paper-rig.ts';
import {
  approved,
  BLOCKHASH,
  RENT,
  sampleAddress,
  sampleTicket,
  TOKEN,
  TOKEN_ACCOUNT,
  WALLET,
} from './sample-orders.ts';

const ID = orderId(1);
const RICH = 10_000_000_000n;
const feeOf = (side: 'buy' | 'sell', route: Route = 'amm-v4'): bigint =>
  orderFee(10_000n, COMPUTE_LIMITS[route][side]);

type Rig = ReturnType<typeof paperRig>;

async function run(rig: Rig, ticket: OrderTicket): Promise<void> {
  rig.executor.execute(mintApproval(ticket));
  rig.executor.send(ticket.id);
  await rig.settled();
}

/** What the confirmed order's fill is. */
function fillOf(rig: Rig) {
  const confirmed = rig.outcomes.find((each) => each.kind === 'confirmed');
  if (confirmed?.kind !== 'confirmed') throw new Error(`no fill: ${rig.kinds().join(' ')}`);
  return confirmed.fill;
}

describe('a paper order', () => {
  it('is built and signed before execute returns, by a signature that nobody can have made', () => {
    const rig = paperRig();
    rig.executor.execute(approved('buy'));
    expect(rig.kinds()).toEqual(['built', 'signed']);
    const signed = rig.outcomes.find((each) => each.kind === 'signed');
    if (signed?.kind !== 'signed') throw new Error('not signed');
    expect(signed.signed).toMatchObject({ blockhash: BLOCKHASH, lastValidBlockHeight: 1_150 });
    const bytes = decodeSignature(signed.signed.signature);
    expect([bytes.length, bytes[0], bytes[63]]).toEqual([64, 1, 255]);
    expect(verifySignature(decodeAddress(WALLET.address), new Uint8Array(1), bytes)).toBe(false);
    expect(rig.asked).toEqual([]);
  });

  it('is asked of the chain as the very transaction that live would send, without a signature', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    rig.answer(ok(simulated({ accounts: [walletWith(RICH - 1n), tokensWith(1n)] })));
    await run(rig, sampleTicket('buy'));
    const [asked] = rig.asked;
    const transaction = decodeTransaction(Buffer.from(asked?.transactionBase64 ?? '', 'base64'));
    expect(transaction?.signatures).toEqual([new Uint8Array(64)]);
    expect(transaction?.accountKeys[0]).toBe(WALLET.address);
    expect(transaction?.accountKeys).toContain(AMM_V4_PROGRAM);
    expect(asked?.accounts).toEqual([WALLET.address, TOKEN_ACCOUNT]);
  });

  it('is filled by what its simulation left behind, to the lamport', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    const left = RICH - 100_000_000n - feeOf('buy') - RENT;
    rig.answer(ok(simulated({ accounts: [walletWith(left), tokensWith(5_123_456n)] })));
    await run(rig, sampleTicket('buy'));
    expect(rig.kinds()).toEqual(['built', 'signed', 'sent', 'lane', 'confirmed', 'finalized']);
    expect(fillOf(rig)).toEqual({
      source: 'simulated',
      slot: 777,
      tokenUnits: 5_123_456n,
      solLamports: 100_000_000n,
      feeLamports: feeOf('buy'),
      tipLamports: 0n,
      rentLamports: RENT,
      walletLamports: left - RICH,
    });
    expect([rig.asked.length, rig.clock.timers(), rig.log.lines]).toEqual([1, 0, []]);
  });

  it('is filled by a simulated sell of what the payer really holds', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), tokensWith(6_000_000n));
    const left = RICH + 98_000_000n - feeOf('sell');
    rig.answer(ok(simulated({ accounts: [walletWith(left), tokensWith(1_000_000n)] })));
    await run(rig, sampleTicket('sell'));
    expect(fillOf(rig)).toMatchObject({
      source: 'simulated',
      tokenUnits: 5_000_000n,
      solLamports: 98_000_000n,
      rentLamports: 0n,
      walletLamports: 98_000_000n - feeOf('sell'),
    });
  });

  it('keeps tips and the rent of LaunchLab’s new fee vaults out of the price', async () => {
    const tip = { lane: 'jito', lamports: lamports(10_000n), accounts: JITO_TIP_ACCOUNTS } as const;
    const rig = paperRig({ tips: [tip] });
    rig.holds(walletWith(RICH), null, wrappedWith(50n), null);
    const fee = feeOf('buy', 'launchlab');
    const left = RICH - 100_000_000n - fee - 10_000n - RENT - RENT;
    rig.answer(
      ok(
        simulated({
          accounts: [walletWith(left), tokensWith(7n), wrappedWith(1_050n), wrappedWith(500n)],
        }),
      ),
    );
    await run(rig, sampleTicket('buy', 1, 'quote', 'launchlab'));
    expect(rig.asked[0]?.accounts).toEqual([
      WALLET.address,
      associatedTokenAddress(WALLET.address, TOKEN, TOKEN_2022_PROGRAM),
      sampleAddress(25),
      sampleAddress(26),
    ]);
    expect(fillOf(rig)).toMatchObject({
      solLamports: 100_000_000n,
      tipLamports: 10_000n,
      rentLamports: RENT + RENT,
      feeLamports: fee,
    });
  });

  it('fails as the chain says it would', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    const words = `Program ${AMM_V4_PROGRAM} failed: custom program error: 0x1e`;
    rig.answer(ok(simulated({ err: { InstructionError: [5, { Custom: 0x1e }] }, logs: [words] })));
    await run(rig, sampleTicket('buy'));
    expect(rig.outcomes.at(-1)).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'slippage',
        detail: 'custom program error: 0x1e',
        slot: 777,
        feeLamports: feeOf('buy'),
      },
    });
    expect(rig.kinds()).not.toContain('confirmed');
  });

  it('finds the program of an error without logs by the place of the instruction', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    rig.answer(ok(simulated({ err: { InstructionError: [5, { Custom: 0x16 }] } })));
    await run(rig, sampleTicket('buy'));
    expect(rig.outcomes.at(-1)).toMatchObject({ kind: 'failed', failure: { code: 'not-open' } });
  });

  it('fails where another account than the payer’s would be left with too little', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    rig.answer(ok(simulated({ err: { InsufficientFundsForRent: { account_index: 7 } } })));
    await run(rig, sampleTicket('buy'));
    expect(rig.outcomes.at(-1)).toMatchObject({ kind: 'failed' });
  });

  it('fails when it would exchange nothing', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), tokensWith(0n));
    rig.answer(ok(simulated({ accounts: [walletWith(RICH - feeOf('buy')), tokensWith(0n)] })));
    await run(rig, sampleTicket('buy'));
    expect(rig.outcomes.at(-1)).toMatchObject({ kind: 'failed', failure: { code: 'no-fill' } });
  });
});

describe('a paper order that the chain cannot try', () => {
  const quotedBuy = {
    source: 'quoted',
    slot: 777,
    tokenUnits: 5_000_000n,
    solLamports: 100_000_000n,
    feeLamports: feeOf('buy'),
    tipLamports: 0n,
    rentLamports: RENT,
    walletLamports: -(100_000_000n + feeOf('buy') + RENT),
  };

  it.each([
    ['the payer does not exist', null, 'AccountNotFound'],
    ['the payer cannot pay', walletWith(100_000_000n), null],
    ['the payer is no wallet', walletWith(RICH), 'InvalidAccountForFee'],
    ['too little would be left', walletWith(RICH), { InsufficientFundsForRent: { account_index: 0 } }],
  ])('is filled by our own quote where %s', async (_why, payer, error) => {
    const rig = paperRig();
    rig.holds(payer, null);
    rig.answer(ok(simulated({ err: error, accounts: [null, null] })));
    await run(rig, sampleTicket('buy'));
    expect(fillOf(rig)).toEqual(quotedBuy);
    expect(rig.kinds().slice(-2)).toEqual(['confirmed', 'finalized']);
  });

  it('is filled by our own quote where only the node finds that the payer cannot pay', async () => {
    const rig = paperRig();
    rig.holds(walletWith(100_000_000n + feeOf('buy') + RENT), null);
    const logs = [`Program ${SYSTEM_PROGRAM} failed: custom program error: 0x1`];
    rig.answer(ok(simulated({ err: { InstructionError: [4, { Custom: 1 }] }, logs })));
    await run(rig, sampleTicket('buy'));
    expect(fillOf(rig)).toEqual(quotedBuy);
  });

  it.each([null, tokensWith(4_999_999n)])(
    'is filled by our own quote where it sells what is held on paper only',
    async (held) => {
      const rig = paperRig();
      rig.holds(walletWith(RICH), held);
      rig.answer(ok(simulated({ err: { InstructionError: [4, { Custom: 1 }] } })));
      await run(rig, sampleTicket('sell'));
      expect(fillOf(rig)).toMatchObject({
        source: 'quoted',
        tokenUnits: 5_000_000n,
        solLamports: 99_000_000n,
        rentLamports: 0n,
        walletLamports: 99_000_000n - feeOf('sell'),
      });
    },
  );
});

describe('a simulation that is not answered', () => {
  it('is asked for again every two seconds, with the same bytes, and told of once', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    rig.answer(err('the node is busy'));
    rig.answer(err('the node is busy'));
    rig.answer(ok(simulated({ accounts: [walletWith(RICH - 100n), tokensWith(1n, 0n)] })));
    await run(rig, sampleTicket('buy'));
    rig.clock.advance(1_999);
    expect(rig.asked).toHaveLength(1);
    rig.clock.advance(1);
    await rig.settled();
    rig.clock.advance(2_000);
    await rig.settled();
    expect(new Set(rig.asked.map((each) => each.transactionBase64)).size).toBe(1);
    expect(rig.kinds()).toEqual(['built', 'signed', 'sent', 'lane', 'sent', 'sent', 'lane', 'failed']);
    expect(rig.outcomes.filter((each) => each.kind === 'sent').map((each) => each.sends)).toEqual([1, 2, 3]);
  });

  it('ends as unknown and then as expired at the deadline, and its late answer changes nothing', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    const answer = rig.answerLater();
    await run(rig, sampleTicket('buy'));
    rig.clock.advance(29_999);
    expect(rig.kinds()).toEqual(['built', 'signed', 'sent']);
    rig.clock.advance(1);
    expect(rig.outcomes.slice(-2)).toEqual([
      { kind: 'unknown', id: ID, why: 'deadline' },
      { kind: 'expired', id: ID, proof: NEVER_SENT },
    ]);
    expect(rig.asked[0]?.signal.aborted).toBe(true);
    answer(ok(simulated({ accounts: [walletWith(1n), tokensWith(1n)] })));
    await rig.settled();
    expect([rig.outcomes.length, rig.clock.timers()]).toEqual([5, 0]);
  });
});

describe('the stop on paper', () => {
  it('lets nothing be built or asked, and what was signed ends without being asked', async () => {
    const rig = paperRig();
    rig.executor.execute(approved('buy', 1));
    rig.executor.stop();
    rig.executor.send(orderId(1));
    rig.executor.execute(approved('buy', 2));
    await rig.settled();
    expect(rig.outcomes.slice(2)).toEqual([
      { kind: 'unknown', id: ID, why: 'not-sent' },
      { kind: 'expired', id: ID, proof: NEVER_SENT },
      { kind: 'abandoned', id: orderId(2), why: 'trading was stopped' },
    ]);
    expect(rig.asked).toEqual([]);
  });

  it('holds between building and signing', () => {
    const rig = paperRig();
    rig.hooks.told = ({ kind }) => {
      if (kind === 'built') rig.executor.stop();
    };
    rig.executor.execute(approved('buy'));
    expect(rig.kinds()).toEqual(['built', 'abandoned']);
  });

  it('ends the asking again, not the answer to what was asked', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    rig.answer(err('busy'));
    await run(rig, sampleTicket('buy', 1));
    const answer = rig.answerLater();
    await run(rig, sampleTicket('buy', 2));
    rig.executor.stop();
    rig.clock.advance(10_000);
    expect(rig.asked).toHaveLength(2);
    answer(ok(simulated({ accounts: [walletWith(RICH - 200_000_000n), tokensWith(1n)] })));
    await rig.settled();
    expect(rig.outcomes.slice(-2)).toMatchObject([
      { kind: 'confirmed', id: orderId(2) },
      { kind: 'finalized', id: orderId(2) },
    ]);
    rig.executor.resume();
    rig.clock.advance(19_999);
    expect(rig.asked).toHaveLength(2);
    rig.clock.advance(1);
    expect(rig.outcomes.at(-1)).toMatchObject({ kind: 'expired', id: orderId(1) });
  });

  it('ends the asking again also where the node had not answered yet', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    const answer = rig.answerLater();
    await run(rig, sampleTicket('buy'));
    rig.executor.stop();
    answer(err('busy'));
    await rig.settled();
    rig.clock.advance(29_999);
    expect(rig.asked).toHaveLength(1);
  });

  it('is silent after it was closed', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    const answer = rig.answerLater();
    await run(rig, sampleTicket('buy'));
    await rig.executor.close();
    answer(ok(simulated({ accounts: [walletWith(1n), tokensWith(1n)] })));
    await rig.settled();
    rig.clock.advance(60_000);
    expect([rig.kinds(), rig.clock.timers()]).toEqual([['built', 'signed', 'sent'], 0]);
  });
});

describe('the bounds of the paper executor', () => {
  it('abandons an order that cannot be built now', () => {
    const rig = paperRig({ rent: { tokenAccountLamports: () => null } });
    rig.executor.execute(approved('buy'));
    expect(rig.outcomes).toEqual([
      { kind: 'abandoned', id: ID, why: 'the rent of a token account is not known' },
    ]);
  });

  it('never signs or sends the same order twice', async () => {
    const rig = paperRig();
    rig.holds(walletWith(RICH), null);
    rig.answerLater();
    expect(() => rig.executor.send(ID)).toThrow('not there');
    await run(rig, sampleTicket('buy'));
    expect(() => rig.executor.send(ID)).toThrow('sent before');
    expect(() => rig.executor.execute(approved('buy'))).toThrow('signed before');
  });

  it('ends an order of an earlier run at once: nothing of it can be on the chain', () => {
    const rig = paperRig();
    const signed = { signature: signature('5'.repeat(87)), blockhash: BLOCKHASH, lastValidBlockHeight: 9 };
    rig.executor.follow(sampleTicket('buy'), signed);
    expect(rig.outcomes).toEqual([
      { kind: 'finalized', id: ID },
      { kind: 'expired', id: ID, proof: NEVER_SENT },
    ]);
    expect(() => rig.executor.execute(approved('buy'))).toThrow('signed before');
  });
});
