import type { Address } from '../../shared/units.ts';
import { decodeAmmV4Account } from './amm-v4-account.ts';
import { decodeClmmPoolAccount } from './clmm-pool-account.ts';
import { decodeCpmmConfigAccount } from './cpmm-config-account.ts';
import { decodeCpmmObservationAccount } from './cpmm-observation-account.ts';
import { decodeCpmmPoolAccount } from './cpmm-pool-account.ts';
import { decodeLaunchLabGlobalConfigAccount } from './launchlab-global-config-account.ts';
import { decodeLaunchLabPlatformConfigAccount } from './launchlab-platform-config-account.ts';
import { decodeLaunchLabPoolAccount, launchLabReserves } from './launchlab-pool-account.ts';
import { decodeMintAccount } from './mint-account.ts';
import {
  AMM_V4_PROGRAM,
  CLMM_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from './programs.ts';
import { describe, type RecordDescription, type RecordProgram } from './record-description.ts';
import { decodeToken2022Mint } from './token-2022-mint.ts';
import { decodeTokenAccount } from './token-account.ts';

/** `address` is null where the record does not say whose bytes they are. */
export type RecordedAccount = {
  readonly address: Address | null;
  readonly owner: Address;
  readonly data: Uint8Array;
};

type Describe = (account: RecordedAccount) => RecordDescription | null;

const DESCRIBERS: ReadonlyMap<Address, Describe> = new Map<Address, Describe>([
  [AMM_V4_PROGRAM, ammV4Account],
  [CPMM_PROGRAM, cpmmAccount],
  [LAUNCHLAB_PROGRAM, launchLabAccount],
  [CLMM_PROGRAM, clmmAccount],
  [TOKEN_PROGRAM, (account) => mintAccount('spl-token', account) ?? tokenAccount('spl-token', account)],
  [
    TOKEN_2022_PROGRAM,
    (account) => mintAccount('token-2022', account) ?? tokenAccount('token-2022', account),
  ],
]);

/** Null for an account of another program, or one that its program's decoders do not know. */
export function describeAccount(account: RecordedAccount): RecordDescription | null {
  return DESCRIBERS.get(account.owner)?.(account) ?? null;
}

function ammV4Account({ address, data }: RecordedAccount): RecordDescription | null {
  const pool = decodeAmmV4Account(data);
  if (pool === null) return null;
  return describe('amm-v4', 'pool-account', {
    pool: address,
    baseMint: pool.coinMint,
    quoteMint: pool.pcMint,
    openTime: pool.openTimeUnixS,
  });
}

function cpmmAccount({ address, data }: RecordedAccount): RecordDescription | null {
  const pool = decodeCpmmPoolAccount(data);
  if (pool !== null) {
    return describe('cpmm', 'pool-account', {
      pool: address,
      baseMint: pool.mint0,
      quoteMint: pool.mint1,
      openTime: pool.openTimeUnixS,
    });
  }
  const observation = decodeCpmmObservationAccount(data);
  if (observation !== null) return describe('cpmm', 'observation-account', { pool: observation.pool });
  return decodeCpmmConfigAccount(data) === null ? null : describe('cpmm', 'config-account');
}

/** The one pool account that says its reserves itself. */
function launchLabAccount({ address, data }: RecordedAccount): RecordDescription | null {
  const pool = decodeLaunchLabPoolAccount(data);
  if (pool !== null) {
    const reserves = launchLabReserves(pool);
    return describe('launchlab', 'pool-account', {
      pool: address,
      baseMint: pool.baseMint,
      quoteMint: pool.quoteMint,
      baseReserve: reserves?.base ?? null,
      quoteReserve: reserves?.quote ?? null,
    });
  }
  const config = decodeLaunchLabGlobalConfigAccount(data);
  if (config !== null) return describe('launchlab', 'config-account', { quoteMint: config.quoteMint });
  return decodeLaunchLabPlatformConfigAccount(data) === null ? null : describe('launchlab', 'config-account');
}

function clmmAccount({ address, data }: RecordedAccount): RecordDescription | null {
  const pool = decodeClmmPoolAccount(data);
  if (pool === null) return null;
  return describe('clmm', 'pool-account', {
    pool: address,
    baseMint: pool.mint0,
    quoteMint: pool.mint1,
    openTime: pool.openTimeUnixS,
  });
}

function mintAccount(program: RecordProgram, { address, data }: RecordedAccount): RecordDescription | null {
  const mint = program === 'spl-token' ? decodeMintAccount(data) : decodeToken2022Mint(data);
  return mint === null ? null : describe(program, 'mint-account', { baseMint: address });
}

function tokenAccount(program: RecordProgram, { data }: RecordedAccount): RecordDescription | null {
  const account = decodeTokenAccount(data);
  if (account === null) return null;
  return describe(program, 'token-account', { baseMint: account.mint, baseReserve: account.amount });
}
