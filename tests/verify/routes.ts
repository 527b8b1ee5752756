import type { SwapVersion } from '../../electron/executor/swap-route.ts';
import {
  AMM_V4_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../electron/protocol/programs.ts';
import type { TransferFee } from '../../shared/pool.ts';
import { bps, LAMPORTS_PER_SOL, tokenUnits, type Address } from '../../shared/units.ts';
import { ammV4Pool } from './amm-v4-pool.ts';
import { cpmmPool, type CpmmSample } from './cpmm-pool.ts';
import { launchLabPool } from './launchlab-pool.ts';
import type { RentOf, SamplePool } from './sample-pool.ts';

/** A way that an order can go, on every kind of pool that it can meet there. */
export type Route = {
  readonly name: string;
  readonly program: Address;
  readonly version: SwapVersion;
  /** What is bought with. */
  readonly lamportsIn: readonly bigint[];
  readonly samples: readonly ((rentOf: RentOf) => SamplePool)[];
};

/** From dust to most of what there is to buy. */
const FOR_POOL = [10_001n, 12_345_678n, LAMPORTS_PER_SOL, 77n * LAMPORTS_PER_SOL + 1n] as const;
const FOR_CURVE = [10_001n, 12_345_678n, LAMPORTS_PER_SOL, 47n * LAMPORTS_PER_SOL + 1n] as const;
const SIDES = ['base', 'quote'] as const;
/** No fee of a pool is as high, so that the two do not hide each other. */
const TRANSFER_FEES: readonly TransferFee[] = [
  { bps: bps(100), maximumUnits: tokenUnits(1_000_000_000_000n) },
  // Low enough for larger orders to reach it.
  { bps: bps(333), maximumUnits: tokenUnits(5_000_000n) },
];

const ammV4 = (version: SwapVersion): Route => ({
  name: `amm-v4 ${version.toUpperCase()}`,
  program: AMM_V4_PROGRAM,
  version,
  lamportsIn: FOR_POOL,
  samples: SIDES.map((side) => (rentOf) => ammV4Pool(side, rentOf)),
});

type CpmmKind = Omit<CpmmSample, 'solSide'>;

const cpmm = (name: string, kinds: readonly CpmmKind[]): Route => ({
  name,
  program: CPMM_PROGRAM,
  version: 'v2',
  lamportsIn: FOR_POOL,
  samples: SIDES.flatMap((solSide) =>
    kinds.map((kind) => (rentOf: RentOf) => cpmmPool({ ...kind, solSide }, rentOf)),
  ),
});

const launchLab = (name: string, fees: readonly (TransferFee | null)[]): Route => ({
  name,
  program: LAUNCHLAB_PROGRAM,
  version: 'v2',
  lamportsIn: FOR_CURVE,
  samples: fees.map((fee) => (rentOf) => launchLabPool(fee, rentOf)),
});

const PLAIN: CpmmKind = { tokenProgram: TOKEN_PROGRAM, transferFee: null, creatorFeeOn: null };
const CREATOR_FEES = [0, 1, 2] as const;

export const ROUTES: readonly Route[] = [
  ammV4('v2'),
  ammV4('v1'),
  cpmm('cpmm', [PLAIN]),
  cpmm('cpmm, Token-2022', [{ ...PLAIN, tokenProgram: TOKEN_2022_PROGRAM }]),
  cpmm(
    'cpmm, transfer fee',
    TRANSFER_FEES.map((transferFee) => ({ ...PLAIN, tokenProgram: TOKEN_2022_PROGRAM, transferFee })),
  ),
  cpmm(
    'cpmm, creator fee',
    CREATOR_FEES.map((creatorFeeOn) => ({ ...PLAIN, creatorFeeOn })),
  ),
  cpmm(
    'cpmm, both fees',
    CREATOR_FEES.flatMap((creatorFeeOn) =>
      TRANSFER_FEES.map((transferFee) => ({ tokenProgram: TOKEN_2022_PROGRAM, transferFee, creatorFeeOn })),
    ),
  ),
  launchLab('launchlab', [null]),
  launchLab('launchlab, transfer fee', TRANSFER_FEES),
];
