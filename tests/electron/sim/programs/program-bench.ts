import { lamports, tokenUnits, WSOL_MINT, type Address } from '../../../../shared/units.ts';
import { encodeAddress } from '../../../../electron/protocol/base58.ts';
import type { Instruction } from '../../../../electron/protocol/instruction.ts';
import { encodeMintAccount } from '../../../../electron/protocol/mint-account.ts';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../../../../electron/protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../../../electron/protocol/token-account.ts';
import {
  EMPTY_ACCOUNT,
  rentExemptMinimum,
  walletAccount,
  type LedgerAccount,
} from '../../../../electron/sim/ledger/ledger-account.ts';
import { tokenState } from '../../../../electron/sim/ledger/token-state.ts';
import { ComputeMeter } from '../../../../electron/sim/runtime/compute-meter.ts';
import { invoke } from '../../../../electron/sim/runtime/invocation.ts';
import type { ProgramResult } from '../../../../electron/sim/runtime/invoke-context.ts';
import { LogCollector } from '../../../../electron/sim/runtime/log-collector.ts';
import { WorkingAccounts } from '../../../../electron/sim/runtime/working-accounts.ts';

export const key = (byte: number, last = byte): Address => {
  const bytes = new Uint8Array(32).fill(byte);
  bytes[31] = last;
  return encodeAddress(bytes);
};

export type Ran = {
  readonly result: ProgramResult;
  readonly logs: readonly string[];
  readonly units: number;
  readonly called: readonly Address[];
};

/** Accounts and a clock, on which instructions run without a chain: every mentioned signer has signed. */
export class ProgramBench {
  readonly accounts = new Map<Address, LedgerAccount>();
  readonly clock = { slot: 100, epoch: 5, unixS: 1_800_000_000n };

  wallet(address: Address, sol = 100n): Address {
    this.accounts.set(address, walletAccount(lamports(sol * 1_000_000_000n)));
    return address;
  }

  mint(address: Address, decimals: number, authority: Address | null = null): Address {
    const data = encodeMintAccount({
      mintAuthority: authority,
      supply: tokenUnits(0n),
      decimals,
      freezeAuthority: null,
    });
    this.put(address, TOKEN_PROGRAM, data);
    return address;
  }

  put(address: Address, owner: Address, data: Uint8Array, balance = rentExemptMinimum(data.length)): void {
    this.accounts.set(address, { lamports: balance, owner, data, executable: false });
  }

  /** A token account of SPL Token; of wrapped SOL with the lamports for it. */
  token(address: Address, mint: Address, owner: Address, amount: bigint): Address {
    const nativeReserve = mint === WSOL_MINT ? rentExemptMinimum(165) : null;
    const token = plainTokenAccount({ mint, owner, amount: tokenUnits(amount), nativeReserve });
    const held = lamports(rentExemptMinimum(165) + (nativeReserve === null ? 0n : amount));
    this.put(address, TOKEN_PROGRAM, encodeTokenAccount(token), held);
    return address;
  }

  get(address: Address): LedgerAccount {
    return this.accounts.get(address) ?? EMPTY_ACCOUNT;
  }

  held(address: Address): bigint {
    const token = tokenState(this.get(address));
    if (token === null) throw new Error(`no token account at ${address}`);
    return token.amount;
  }

  /** One transaction: what fails leaves nothing behind. */
  run(...instructions: readonly Instruction[]): Ran {
    const accounts = new WorkingAccounts((address) => this.accounts.get(address));
    const logs = new LogCollector();
    const meter = new ComputeMeter(1_400_000);
    const called: Address[] = [];
    const roles = instructions.flatMap((each) => each.accounts);
    const known = new Set(instructions.flatMap(addressesOf));
    const privileges = {
      signers: new Set(roles.filter((each) => each.signer).map((each) => each.address)),
      writable: new Set(roles.filter((each) => each.writable).map((each) => each.address)),
    };
    let result: ProgramResult = null;
    for (const { programId, accounts: named, data } of instructions) {
      const resolved = { programId, accounts: named.map((each) => each.address), data };
      const scope = { accounts, logs, meter, clock: { ...this.clock }, known };
      result = invoke(scope, resolved, privileges, (inner) => called.push(inner.programId));
      if (result !== null) break;
    }
    if (result === null) {
      for (const [address, account] of accounts.writes()) {
        if (account === null) this.accounts.delete(address);
        else this.accounts.set(address, account);
      }
    }
    return { result, logs: logs.lines, units: meter.consumed, called };
  }

  /** The same, which must succeed. */
  must(...instructions: readonly Instruction[]): Ran {
    const ran = this.run(...instructions);
    if (ran.result !== null) throw new Error(`${JSON.stringify(ran.result)}\n${ran.logs.join('\n')}`);
    return ran;
  }
}

/** Without one of its signatures. */
export const unsigned = (instruction: Instruction, signer: Address): Instruction => ({
  ...instruction,
  accounts: instruction.accounts.map((each) => (each.address === signer ? { ...each, signer: false } : each)),
});

/** With another account in one place. */
export const replaced = (instruction: Instruction, index: number, address: Address): Instruction => ({
  ...instruction,
  accounts: instruction.accounts.map((each, at) => (at === index ? { ...each, address } : each)),
});

export const isEmpty = (account: LedgerAccount): boolean =>
  account.owner === SYSTEM_PROGRAM && account.lamports === 0n && account.data.length === 0;

/** All that a message with this instruction names. */
const addressesOf = ({ programId, accounts }: Instruction): readonly Address[] => [
  programId,
  ...accounts.map((each) => each.address),
];
