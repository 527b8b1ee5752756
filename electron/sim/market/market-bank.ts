import { lamports, tokenUnits, type Address, type Lamports, type Signature } from '../../../shared/units.ts';
import { encodeSignature } from '../../protocol/base58.ts';
import {
  setComputeUnitLimitInstruction,
  setComputeUnitPriceInstruction,
} from '../../protocol/compute-budget-instructions.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import type { Instruction } from '../../protocol/instruction.ts';
import { encodeMintAccount } from '../../protocol/mint-account.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { systemTransferInstruction } from '../../protocol/system-instructions.ts';
import { encodeTokenAccount } from '../../protocol/token-account.ts';
import { syncNativeInstruction } from '../../protocol/token-instructions.ts';
import { layOutMessage } from '../../protocol/message-compile.ts';
import { encodeTransaction } from '../../protocol/transaction-wire.ts';
import type { Chain, WriteAccount } from '../chain/chain.ts';
import { walletAccount, type LedgerAccount } from '../ledger/ledger-account.ts';
import { mintState, tokenState } from '../ledger/token-state.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import { TRADER_WSOL_LAMPORTS, WALLET_LAMPORTS, wrappedSolAddress } from './genesis.ts';
import { newAssociatedAccount } from './associated-account.ts';
import type { MarketWallets } from './market-wallets.ts';

export type SendOptions = {
  readonly unitLimit: number;
  readonly where?: 'first' | 'last';
  /** Who must sign beside the payer: new mints. */
  readonly cosigners?: readonly SigningKey[];
};

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
    { unitLimit, where = 'last', cosigners = [] }: SendOptions,
  ): Signature {
    this.#sent += 1;
    const budget = [
      setComputeUnitLimitInstruction(unitLimit),
      setComputeUnitPriceInstruction(BigInt(10_000 + (this.#sent % 40_000))),
    ];
    const { message, accountKeys, requiredSignatures } = layOutMessage({
      payer: signer.publicKey,
      instructions: [...budget, ...instructions],
      // One that no fork takes back.
      recentBlockhash: this.#chain.blockAt('confirmed').blockhash,
      version: 0,
    });
    const signatures = accountKeys.slice(0, requiredSignatures).map((address) => {
      const key = [signer, ...cosigners].find((each) => each.publicKey === address);
      if (key === undefined) throw new Error(`nobody here signs for ${address}`);
      return key.sign(message);
    });
    this.#chain.submit(encodeTransaction(signatures, message), { where, signedHere: true });
    return encodeSignature(signatures[0] ?? new Uint8Array(0));
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
    this.#chain.alter((write) => this.#place(write, address, account));
  }

  /** Takes an account off the chain; its lamports go to the faucet. */
  sweep(address: Address): void {
    this.#chain.alter((write) => {
      const account = this.#chain.accounts.get(address);
      if (account === undefined) return;
      write(address, null);
      this.#pay(write, -account.lamports);
    });
  }

  /** Mints units to the associated account of their holder, and returns that account's address. */
  mint(mint: Address, holder: Address, amount: bigint): Address {
    const program = this.#chain.accounts.get(mint)?.owner ?? TOKEN_PROGRAM;
    const target = associatedAddress(holder, mint, program).address;
    this.#chain.alter((write) => {
      const mintAt = this.#chain.accounts.get(mint);
      const minted = mintState(mintAt);
      if (mintAt === undefined || minted === null) throw new Error(`no mint at ${mint}`);
      const held = this.#chain.accounts.get(target) ?? newAssociatedAccount(mintAt, mint, holder);
      const token = tokenState(held);
      if (token === null) throw new Error(`no token account at ${target}`);
      const grown = encodeTokenAccount({ ...token, amount: tokenUnits(token.amount + amount) });
      this.#place(write, target, { ...held, data: withStart(held.data, grown) });
      const supply = tokenUnits(minted.supply + amount);
      const data = withStart(mintAt.data, encodeMintAccount({ ...minted, supply }));
      this.#place(write, mint, { ...mintAt, data });
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

  #place(write: WriteAccount, address: Address, account: LedgerAccount): void {
    const before = this.#chain.accounts.get(address)?.lamports ?? 0n;
    this.#pay(write, account.lamports - before);
    write(address, account);
  }

  #pay(write: WriteAccount, amount: bigint): void {
    const { publicKey } = this.#wallets.faucet;
    const held = this.#chain.accounts.get(publicKey)?.lamports ?? 0n;
    if (held < amount) throw new Error('the faucet cannot pay for an account of the market');
    write(publicKey, walletAccount(lamports(held - amount)));
  }
}

/** The same bytes with others at their beginning: what extends a mint or an account stays. */
function withStart(bytes: Uint8Array, start: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  changed.set(start);
  return changed;
}

/** The faucet keeps this for the market's own accounts. */
const RESERVE_LAMPORTS = 1_000_000_000_000n;
