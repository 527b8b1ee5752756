import type { LiteSVM } from 'litesvm';
import { encodeTransaction } from '../../electron/protocol/transaction-wire.ts';
import type { SigningKey } from '../../electron/protocol/ed25519.ts';
import { blockhash, lamports, type Address, type Blockhash, type Lamports } from '../../shared/units.ts';

export type LiteSvmClass = typeof LiteSVM;

/** An account as it is written to the local chain; rent-exempt unless it says otherwise. */
export type WrittenAccount = {
  readonly address: Address;
  readonly owner: Address;
  readonly data: Uint8Array;
  readonly lamports?: Lamports;
};

export type Outcome =
  | { readonly ok: true; readonly units: number }
  | { readonly ok: false; readonly error: string; readonly logs: readonly string[] };

/** A chain of its own for one try, in this process, without a network. */
export type LiteChain = {
  readonly blockhash: () => Blockhash;
  readonly rentOf: (bytes: number) => Lamports;
  readonly write: (account: WrittenAccount) => void;
  /** Null where there is no such account. */
  readonly dataOf: (address: Address) => Uint8Array | null;
  readonly balanceOf: (address: Address) => Lamports;
  /** Signs and runs a message; its changes stay when it succeeds. */
  readonly send: (message: Uint8Array, key: SigningKey) => Outcome;
};

/** The chain's clock: pools of the tries open before it. */
export const CHAIN_TIME_UNIX_S = 1_790_000_000n;

export function startLiteChain(LiteSvm: LiteSvmClass, programs: ReadonlyMap<Address, Uint8Array>): LiteChain {
  const svm = new LiteSvm();
  const clock = svm.getClock();
  clock.unixTimestamp = CHAIN_TIME_UNIX_S;
  svm.setClock(clock);
  for (const [id, bytes] of programs) svm.addProgram(kitAddress(id), bytes);
  const rentOf = (bytes: number): Lamports => lamports(svm.minimumBalanceForRentExemption(BigInt(bytes)));
  return {
    rentOf,
    blockhash: () => blockhash(svm.latestBlockhash()),
    write: ({ address, owner, data, lamports: held }) =>
      svm.setAccount({
        address: kitAddress(address),
        programAddress: kitAddress(owner),
        data,
        executable: false,
        lamports: kitLamports(held ?? rentOf(data.length)),
        space: BigInt(data.length),
      }),
    dataOf: (address) => {
      const account = svm.getAccount(kitAddress(address));
      return account.exists ? new Uint8Array(account.data) : null;
    },
    balanceOf: (address) => lamports(svm.getBalance(kitAddress(address)) ?? 0n),
    send: (message, key) => {
      const signature = key.sign(message);
      // Throws where the bytes would not fit a packet, as a node would refuse them.
      encodeTransaction([signature], message);
      const result = svm.sendTransaction(kitTransaction(message, key.publicKey, signature));
      if (!('err' in result)) return { ok: true, units: Number(result.computeUnitsConsumed()) };
      return { ok: false, error: errorOf(result.toString()), logs: result.meta().logs() };
    },
  };
}

/** Of the whole result's debug text only what failed. */
const errorOf = (text: string): string => /\berr: (.+?), meta: /s.exec(text)?.[1] ?? 'failed';

type KitAccount = Parameters<LiteSVM['setAccount']>[0];
type KitTransaction = Parameters<LiteSVM['sendTransaction']>[0];

// litesvm's brands for the same texts, numbers and bytes as ours.
/* oxlint-disable typescript/no-unsafe-type-assertion */
const kitAddress = (address: Address): KitAccount['address'] => address as string as KitAccount['address'];
const kitLamports = (value: Lamports): KitAccount['lamports'] => value as bigint as KitAccount['lamports'];
const kitTransaction = (message: Uint8Array, signer: Address, signature: Uint8Array): KitTransaction =>
  ({ messageBytes: message, signatures: { [signer]: signature } }) as unknown as KitTransaction;
