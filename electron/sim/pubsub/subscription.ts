import type { Address, Signature } from '../../../shared/units.ts';
import type { Commitment } from '../chain/commitment.ts';
import type { AccountEncoding } from '../rpc/account-json.ts';
import type { ProgramAccountsQuery } from '../rpc/program-accounts.ts';

/** What a client follows. */
export type Subscription =
  | {
      readonly kind: 'account';
      readonly address: Address;
      readonly commitment: Commitment;
      readonly how: AccountEncoding;
    }
  | {
      readonly kind: 'program';
      readonly query: ProgramAccountsQuery;
      readonly commitment: Commitment;
      readonly how: AccountEncoding;
    }
  /** Null mentions: every transaction. */
  | { readonly kind: 'logs'; readonly mentions: Address | null; readonly commitment: Commitment }
  | {
      readonly kind: 'signature';
      readonly signature: Signature;
      readonly commitment: Commitment;
      readonly received: boolean;
    }
  | { readonly kind: 'slot' }
  | { readonly kind: 'root' }
  | {
      readonly kind: 'transaction';
      readonly include: readonly Address[];
      readonly required: readonly Address[];
      readonly exclude: readonly Address[];
      readonly failed: boolean;
      readonly commitment: Commitment;
      readonly encoding: 'base64' | 'jsonParsed';
      readonly details: 'full' | 'signatures';
    };

export type SubscriptionKind = Subscription['kind'];

/** Whether a transaction with these accounts is one that the subscriber asked for (Helius' three account filters). */
export function matchesAccounts(
  subscription: Extract<Subscription, { kind: 'transaction' }>,
  accounts: readonly string[],
): boolean {
  const { include, required, exclude } = subscription;
  const has = (address: Address): boolean => accounts.includes(address);
  return (include.length === 0 || include.some(has)) && required.every(has) && !exclude.some(has);
}
