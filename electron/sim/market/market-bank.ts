import { lamports, tokenUnits, type Address, type Lamports, type Signature } from '../../../shared/units.ts';
import { encodeSignature } from '../../protocol/base58.ts';
import {
  setComputeUnitLimitInstruction,
  setComputeUnitPriceInstruction,
} from '../../protocol/compute-budget-instructions.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import type { Instruction } from '../../protocol/instruction.ts';
import { decodeMintAccount, encodeMintAccount } from '../../protocol/mint-account.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { systemTransferInstruction } from '../../protocol/system-instructions.ts';
import {
  decodeTokenAccount,
  encodeTokenAccount,
  plainTokenAccount,
  TOKEN_ACCOUNT_BYTES,
} from '../../protocol/token-account.ts';
import { syncNativeInstruction } from '../../protocol/token-instructions.ts';
import { compileMessage, encodeTransaction } from '../../protocol/transaction-wire.ts';
import type { Chain } from '../chain/chain.ts';
import { rentExemptMinimum, walletAccount, type LedgerAccount } from '../ledger/ledger-account.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import { TRADER_WSOL_LAMPORTS, WALLET_LAMPORTS, wrappedSolAddress } from './genesis.ts';
import type { MarketWallets } from './market-wallets.ts';

export type SendOptions = { readonly unitLimit: number; readonly where?: 'first' | 'last' };

/** What the market does with its own wallets: signed transactions, and the few writes that no transaction could make. */
export class MarketBank {
  readonly #chain: Chain;
  readonly #wallets: MarketWallets;
  /** Makes two transactions that ask for the same different: the price differs, and so does the signature. */
  #sent = 0;

  constructor(chain: Chain, wallets: MarketWallets) {
    this.#chain = chain;
    this.#wallets = wallets;
  }

  send(
    signer: SigningKey,
    instructions: readonly Instruction[],
    { unitLimit, where = 'last' }: SendOptions,
  ): Signature {
    this.#sent += 1;
    const budget = [
      setComputeUnitLimitInstruction(unitLimit),
      setComputeUnitPriceInstruction(BigInt(10_000 + (this.#sent % 40_000))),
    ];
    const message = compileMessage({
      payer: signer.publicKey,
      instructions: [...budget, ...instructions],
      recentBlockhash: this.#chain.blockAt('processed').blockhash,
      version: 0,
    });
    const signature = signer.sign(message);
    this.#chain.submit(encodeTransaction([signature], message), { where, signedHere: true });
    return encodeSignature(signature);
  }

  /** Null when the faucet does not hold that much. */
  airdrop(to: Address, amount: Lamports): Signature | null {
    const { faucet } = this.#wallets;
    const held = this.#chain.accounts.get(faucet.publicKey)?.lamports ?? 0n;
    if (held < amount + RESERVE_LAMPORTS) return null;
    return this.send(faucet, [systemTransferInstruction({ from: faucet.publicKey, to, lamports: amount })], {
      unitLimit: 1_000,
    });
  }

  /** Puts an account on the chain; the faucet pays its lamports, so that none come from nothing. */
  place(address: Address, account: LedgerAccount): void {
    const before = this.#chain.accounts.get(address)?.lamports ?? 0n;
    this.#pay(account.lamports - before);
    this.#chain.writeAccount(address, account);
  }

  /** Takes an account off the chain; its lamports go to the faucet. */
  sweep(address: Address): void {
    const account = this.#chain.accounts.get(address);
    if (account === undefined) return;
    this.#chain.writeAccount(address, null);
    this.#pay(-account.lamports);
  }

  /** Mints units of a token to the associated account of its holder, and returns that account's address. */
  mint(mint: Address, holder: Address, amount: bigint): Address {
    const mintAt = this.#chain.accounts.get(mint);
    const minted = mintAt === undefined ? null : decodeMintAccount(mintAt.data);
    if (mintAt === undefined || minted === null) throw new Error(`no mint at ${mint}`);
    const target = associatedAddress(holder, mint).address;
    const data = this.#chain.accounts.get(target)?.data;
    const token =
      (data === undefined ? null : decodeTokenAccount(data)) ??
      plainTokenAccount({ mint, owner: holder, amount: tokenUnits(0n) });
    this.place(target, {
      lamports: rentExemptMinimum(TOKEN_ACCOUNT_BYTES),
      owner: TOKEN_PROGRAM,
      data: encodeTokenAccount({ ...token, amount: tokenUnits(token.amount + amount) }),
      executable: false,
    });
    this.place(mint, {
      ...mintAt,
      data: encodeMintAccount({ ...minted, supply: tokenUnits(minted.supply + amount) }),
    });
    return target;
  }

  /** Refills market wallets that run low, so that the market never dries up. */
  refill(): void {
    const { faucet, creators, traders } = this.#wallets;
    for (const { publicKey } of [...creators, ...traders]) {
      this.#topUp(faucet, publicKey, WALLET_LAMPORTS, []);
      const wrapped = wrappedSolAddress(publicKey);
      this.#topUp(faucet, wrapped, TRADER_WSOL_LAMPORTS, [syncNativeInstruction({ account: wrapped })]);
    }
  }

  #topUp(faucet: SigningKey, to: Address, full: Lamports, then: readonly Instruction[]): void {
    const held = this.#chain.accounts.get(to)?.lamports ?? 0n;
    if (held >= full / 2n) return;
    const transfer = systemTransferInstruction({
      from: faucet.publicKey,
      to,
      lamports: lamports(full - held),
    });
    this.send(faucet, [transfer, ...then], { unitLimit: 10_000 });
  }

  #pay(amount: bigint): void {
    const { publicKey } = this.#wallets.faucet;
    const held = this.#chain.accounts.get(publicKey)?.lamports ?? 0n;
    if (held < amount) throw new Error('the faucet cannot pay for an account of the market');
    this.#chain.writeAccount(publicKey, walletAccount(lamports(held - amount)));
  }
}

/** The faucet keeps this for the market's own accounts. */
const RESERVE_LAMPORTS = 1_000_000_000_000n;
