import { ppm, type CpmmTerms, type Reserves, type TransferFee } from '../../../../shared/pool.ts';
import { tokenUnits, WSOL_MINT, type Address } from '../../../../shared/units.ts';
import {
  decodeCpmmConfigAccount,
  type CpmmConfigAccount,
} from '../../../../electron/protocol/cpmm-config-account.ts';
import {
  cpmmInitializeInstruction,
  type CpmmCreatorFeeOn,
  type NewCpmmInitialize,
} from '../../../../electron/protocol/cpmm-initialize-instruction.ts';
import { deriveCpmmKeys, inCpmmOrder, type CpmmKeys } from '../../../../electron/protocol/cpmm-keys.ts';
import {
  decodeCpmmPoolAccount,
  type CpmmPoolAccount,
} from '../../../../electron/protocol/cpmm-pool-account.ts';
import {
  cpmmSwapBaseInputInstruction,
  cpmmSwapBaseOutputInstruction,
  type CpmmSwapAccounts,
} from '../../../../electron/protocol/cpmm-swap-instruction.ts';
import { cpmmReserves, cpmmTerms } from '../../../../electron/protocol/cpmm-terms.ts';
import type { Instruction } from '../../../../electron/protocol/instruction.ts';
import { mintFactsOf } from '../../../../electron/protocol/mint-facts.ts';
import { associatedTokenAddress } from '../../../../electron/protocol/pda.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../../../electron/protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../../../electron/protocol/token-account.ts';
import { joinExtensions } from '../../../../electron/protocol/token-2022-extensions.ts';
import { encodeToken2022Mint } from '../../../../electron/protocol/token-2022-mint.ts';
import {
  transferFeeConfigExtension,
  withheldExtension,
} from '../../../../electron/protocol/token-2022-transfer-fee.ts';
import {
  CPMM_GENESIS_CONFIG,
  CPMM_GENESIS_CONFIG_ADDRESS,
  cpmmConfigLedgerAccount,
  cpmmGenesisAccounts,
  cpmmPermission,
} from '../../../../electron/sim/programs/cpmm-genesis.ts';
import { token2022LedgerAccount } from '../../../../electron/sim/programs/token-2022-ledger.ts';
import { key, ProgramBench } from './program-bench.ts';

export const creator = key(11);
export const trader = key(12);
/** Behind WSOL in the order of bytes, and so token 1. */
export const tokenMint = key(200);
const [creatorMoney, creatorToken, traderMoney, traderToken] = [key(21), key(22), key(23), key(24)];

export type CpmmSetUp = {
  readonly config?: Partial<CpmmConfigAccount>;
  /** Null: a mint of SPL Token. */
  readonly transferFee?: TransferFee | null;
  /** Null: created without a permission. */
  readonly creatorFeeOn?: CpmmCreatorFeeOn | null;
  readonly amount0?: bigint;
  readonly amount1?: bigint;
  readonly openTimeUnixS?: bigint;
};

/** A bench with a CPMM config, two mints and two funded people. Token 0 is WSOL. */
export class CpmmBench extends ProgramBench {
  readonly keys: CpmmKeys;
  readonly init: NewCpmmInitialize;

  constructor(setUp: CpmmSetUp = {}) {
    super();
    for (const [address, account] of cpmmGenesisAccounts()) this.accounts.set(address, account);
    const config = { ...CPMM_GENESIS_CONFIG, ...setUp.config };
    this.accounts.set(CPMM_GENESIS_CONFIG_ADDRESS, cpmmConfigLedgerAccount(config));
    this.wallet(creator);
    this.wallet(trader);
    this.mint(WSOL_MINT, 9);
    if (!inCpmmOrder(WSOL_MINT, tokenMint)) throw new Error('the mints are in the wrong order');
    const tokenProgram1 = this.#makeToken(setUp.transferFee ?? null);
    this.token(creatorMoney, WSOL_MINT, creator, 10n ** 19n);
    this.token(traderMoney, WSOL_MINT, trader, 10n ** 18n);
    this.keys = deriveCpmmKeys({
      config: CPMM_GENESIS_CONFIG_ADDRESS,
      mint0: WSOL_MINT,
      mint1: tokenMint,
      tokenProgram0: TOKEN_PROGRAM,
      tokenProgram1,
    });
    const permission = cpmmPermission(creator);
    const creatorFeeOn = setUp.creatorFeeOn ?? null;
    if (creatorFeeOn !== null) this.accounts.set(permission.address, permission.account);
    this.init = {
      keys: this.keys,
      payer: creator,
      creator,
      payerToken0: creatorMoney,
      payerToken1: creatorToken,
      payerLp: associatedTokenAddress(creator, this.keys.lpMint, TOKEN_PROGRAM),
      amount0: tokenUnits(setUp.amount0 ?? 80_000_000_000n),
      amount1: tokenUnits(setUp.amount1 ?? 200_000_000_000_000n),
      openTimeUnixS: setUp.openTimeUnixS ?? 0n,
      permission: creatorFeeOn === null ? null : { account: permission.address, creatorFeeOn },
      poolSigns: false,
    };
  }

  #makeToken(transferFee: TransferFee | null): Address {
    const mint = {
      mintAuthority: null,
      supply: tokenUnits(11n * 10n ** 18n),
      decimals: 6,
      freezeAuthority: null,
    };
    const amounts = [
      [creatorToken, creator, 10n ** 19n],
      [traderToken, trader, 10n ** 18n],
    ] as const;
    if (transferFee === null) {
      this.mint(tokenMint, 6);
      for (const [address, owner, amount] of amounts) this.token(address, tokenMint, owner, amount);
      return TOKEN_PROGRAM;
    }
    const fee = { ...transferFee, epoch: 0n };
    const config = {
      configAuthority: null,
      withdrawAuthority: null,
      withheld: tokenUnits(0n),
      older: fee,
      newer: fee,
    };
    const extended = encodeToken2022Mint({ ...mint, extensions: [transferFeeConfigExtension(config)] });
    this.accounts.set(tokenMint, token2022LedgerAccount(extended));
    for (const [address, owner, amount] of amounts) {
      const token = plainTokenAccount({ mint: tokenMint, owner, amount: tokenUnits(amount) });
      const data = joinExtensions(encodeTokenAccount(token), 'account', [withheldExtension(tokenUnits(0n))]);
      this.put(address, TOKEN_2022_PROGRAM, data);
    }
    return TOKEN_2022_PROGRAM;
  }

  initialize(): Instruction {
    return cpmmInitializeInstruction(this.init);
  }

  /** Creates the pool and lets the second pass in which nobody can buy. */
  opened(): this {
    this.must(this.initialize());
    this.clock.unixS += 1n;
    return this;
  }

  get pool(): CpmmPoolAccount {
    const pool = decodeCpmmPoolAccount(this.get(this.keys.pool).data);
    if (pool === null) throw new Error('no pool');
    return pool;
  }

  get terms(): CpmmTerms {
    const config = decodeCpmmConfigAccount(this.get(this.keys.config).data);
    const terms = config === null ? null : cpmmTerms(this.pool, config);
    if (terms === null) throw new Error('no terms');
    return terms;
  }

  get reserves(): Reserves {
    const [vault0, vault1] = [this.held(this.keys.vault0), this.held(this.keys.vault1)];
    const reserves = cpmmReserves(this.pool, { vault0: tokenUnits(vault0), vault1: tokenUnits(vault1) });
    if (reserves === null) throw new Error('a vault holds less than is owed');
    return reserves;
  }

  get transferFees(): { readonly base: null; readonly quote: TransferFee | null } {
    const facts = mintFactsOf(this.get(tokenMint), this.clock.epoch);
    return { base: null, quote: facts?.transferFee ?? null };
  }

  #swapAccounts(inSide: 'base' | 'quote'): CpmmSwapAccounts {
    const { keys } = this;
    const base = { vault: keys.vault0, mint: keys.mint0, tokenProgram: keys.tokenProgram0 };
    const quote = { vault: keys.vault1, mint: keys.mint1, tokenProgram: keys.tokenProgram1 };
    const user =
      inSide === 'base'
        ? { owner: trader, source: traderMoney, destination: traderToken }
        : { owner: trader, source: traderToken, destination: traderMoney };
    const [input, output] = inSide === 'base' ? [base, quote] : [quote, base];
    return { pool: keys, user, input, output };
  }

  exactIn(inSide: 'base' | 'quote', amountIn: bigint, minimumOut = 0n): Instruction {
    const amounts = { amountIn: tokenUnits(amountIn), minimumOut: tokenUnits(minimumOut) };
    return cpmmSwapBaseInputInstruction({ ...this.#swapAccounts(inSide), amounts });
  }

  exactOut(inSide: 'base' | 'quote', maximumIn: bigint, amountOut: bigint): Instruction {
    const amounts = { maximumIn: tokenUnits(maximumIn), amountOut: tokenUnits(amountOut) };
    return cpmmSwapBaseOutputInstruction({ ...this.#swapAccounts(inSide), amounts });
  }

  /** What the trader has of either side. */
  get traderHolds(): { readonly base: bigint; readonly quote: bigint } {
    return { base: this.held(traderMoney), quote: this.held(traderToken) };
  }
}

export const rates = (trade: bigint, protocol: bigint, fund: bigint, creatorFee: bigint) => ({
  tradeFeePpm: ppm(trade),
  protocolFeePpm: ppm(protocol),
  fundFeePpm: ppm(fund),
  creatorFeePpm: ppm(creatorFee),
});
