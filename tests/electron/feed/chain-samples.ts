import { encodeAmmV4Account, newAmmV4Account } from '../../../electron/protocol/amm-v4-account.ts';
import { deriveAmmV4Keys } from '../../../electron/protocol/amm-v4-keys.ts';
import { encodeSignature } from '../../../electron/protocol/base58.ts';
import type { AccountBytes } from '../../../electron/protocol/chain-reads.ts';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import { cpmmInitializeInstruction } from '../../../electron/protocol/cpmm-initialize-instruction.ts';
import { deriveCpmmKeys, inCpmmOrder } from '../../../electron/protocol/cpmm-keys.ts';
import { encodeLaunchLabEvent } from '../../../electron/protocol/launchlab-event.ts';
import { encodeLaunchLabPoolAccount } from '../../../electron/protocol/launchlab-pool-account.ts';
import {
  AMM_V4_PROGRAM,
  CPMM_CREATE_FEE_ACCOUNT,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_PROGRAM,
  ZERO_ADDRESS,
} from '../../../electron/protocol/programs.ts';
import { encodeRayLog } from '../../../electron/protocol/ray-log.ts';
import {
  lamports,
  slot,
  tokenUnits,
  WSOL_MINT,
  type Address,
  type Signature,
  type Slot,
} from '../../../shared/units.ts';
import {
  CREATE_EVENT,
  key,
  LAUNCH_KEYS,
  POOL_ACCOUNT,
  resolved,
  transactionOf,
  TRADE_EVENT,
  written,
} from '../protocol/launchlab-samples.ts';

export const signatureOf = (seed: number): Signature => {
  const bytes = new Uint8Array(64);
  new DataView(bytes.buffer).setUint32(0, seed + 1);
  return encodeSignature(bytes);
};

/** An AMM v4 pool of a token against SOL, by its market's number. */
export function ammV4Sample(number: number) {
  const keys = deriveAmmV4Keys({
    market: key(100 + number),
    coinMint: WSOL_MINT,
    pcMint: key(50 + number),
    marketProgram: ZERO_ADDRESS,
  });
  const account: AccountBytes = {
    owner: AMM_V4_PROGRAM,
    lamports: lamports(1n),
    data: encodeAmmV4Account(
      newAmmV4Account({
        keys,
        coinDecimals: 9,
        pcDecimals: 6,
        openTimeUnixS: 0n,
        lpReserve: 1n,
        status: 6n,
      }),
    ),
  };
  const ray = encodeRayLog({
    kind: 'init',
    openTimeUnixS: 1_735_000_000n,
    pcDecimals: 6,
    coinDecimals: 9,
    pcLotSize: 1n,
    coinLotSize: 1n,
    pcAmount: tokenUnits(206_900_000_000_000n),
    coinAmount: tokenUnits(79_005_359_123n),
    market: keys.market,
  });
  return { keys, account, logs: written(AMM_V4_PROGRAM, 'Program log: initialize2: Init', ray) };
}

const [mint0, mint1] = inCpmmOrder(key(44), WSOL_MINT) ? [key(44), WSOL_MINT] : [WSOL_MINT, key(44)];
export const CPMM_KEYS = deriveCpmmKeys({
  config: key(41),
  mint0,
  mint1,
  tokenProgram0: TOKEN_PROGRAM,
  tokenProgram1: TOKEN_PROGRAM,
});
export const CPMM_LOGS = written(CPMM_PROGRAM, 'Program log: Instruction: Initialize');

/** The creation of a CPMM pool. */
export function cpmmTransaction(signature: Signature, atSlot: Slot = slot(500)): ChainTransaction {
  const instruction = cpmmInitializeInstruction({
    keys: CPMM_KEYS,
    payer: key(45),
    creator: key(45),
    payerToken0: key(46),
    payerToken1: key(47),
    payerLp: key(48),
    amount0: tokenUnits(5_000_000n),
    amount1: tokenUnits(7_000_000n),
    openTimeUnixS: 0n,
    permission: null,
    poolSigns: false,
  });
  return {
    ...transactionOf([resolved(instruction)], { logMessages: CPMM_LOGS }),
    signature,
    slot: atSlot,
    accountKeys: [{ address: CPMM_CREATE_FEE_ACCOUNT, signer: false, writable: true }],
  };
}

export const LAUNCH_POOL: Address = CREATE_EVENT.pool;
export const LAUNCH_LOGS = written(
  LAUNCHLAB_PROGRAM,
  'Program log: Instruction: InitializeV2',
  encodeLaunchLabEvent(CREATE_EVENT),
);
export const LAUNCH_ACCOUNT: AccountBytes = {
  owner: LAUNCHLAB_PROGRAM,
  lamports: lamports(1n),
  data: encodeLaunchLabPoolAccount({
    ...POOL_ACCOUNT,
    creator: CREATE_EVENT.creator,
    baseMint: LAUNCH_KEYS.baseMint,
    quoteMint: LAUNCH_KEYS.quoteMint,
  }),
};
export const TRADE_LOGS = written(
  LAUNCHLAB_PROGRAM,
  'Program log: Instruction: BuyExactIn',
  'Program log: Instruction: InitializeAccount3',
  encodeLaunchLabEvent(TRADE_EVENT),
);

/** The `result` of a `logsNotification`. */
export const logsResult = (
  signature: Signature,
  logs: readonly string[],
  atSlot = 500,
  err: unknown = null,
) => ({
  context: { slot: atSlot },
  value: { signature, err, logs },
});
