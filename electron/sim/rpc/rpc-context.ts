import type { Address, Lamports, Signature } from '../../../shared/units.ts';
import type { Chain } from '../chain/chain.ts';
import type { EndpointFaults } from '../endpoint/endpoint-faults.ts';
import type { RpcAnswer } from './rpc-answer.ts';

/** What the methods work on. */
export type RpcContext = {
  readonly chain: Chain;
  readonly faults: EndpointFaults;
  /** True at the paths of Jito and Helius Sender, which look at nothing before they pass a transaction on. */
  readonly skipsPreflight?: boolean;
  /** Pays out of the faucet by a transaction of the next block; null when the faucet is empty. */
  readonly airdrop: (to: Address, amount: Lamports) => Signature | null;
};

export type RpcMethod = (params: readonly unknown[], context: RpcContext) => RpcAnswer;
export type RpcMethods = Readonly<Record<string, RpcMethod>>;
