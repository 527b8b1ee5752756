import { parseAddress, parseBlockhash } from '../../protocol/base58.ts';
import { decodeMessage } from '../../protocol/transaction-wire.ts';
import { EPOCH_SCHEDULE, epochOf, SLOTS_IN_EPOCH } from '../ledger/sysvars.ts';
import { loadAddresses } from '../runtime/load-addresses.ts';
import { rentExemptMinimum } from '../ledger/ledger-account.ts';
import { feeOfMessage } from '../runtime/fee-of-message.ts';
import {
  answer,
  API_VERSION,
  atSlot,
  behindMinimum,
  failure,
  invalidParams,
  type RpcAnswer,
} from './rpc-answer.ts';
import type { RpcContext, RpcMethods } from './rpc-context.ts';
import {
  asksForMoreThan,
  isWhole,
  readAddresses,
  readBytes,
  readCommitment,
  readConfig,
} from './rpc-params.ts';
import type { Block } from '../chain/block.ts';
import { recentPriorityFees } from './priority-fees.ts';

const MAX_ACCOUNT_BYTES = 10 * 1024 * 1024;
const MAX_FEE_ADDRESSES = 128;
/** A number that Agave's feature sets are told apart by; this chain has none of its own. */
const NO_FEATURE_SET = 0;

function withBlock(config: unknown, { chain }: RpcContext, use: (block: Block) => RpcAnswer): RpcAnswer {
  const read = readConfig(config);
  const commitment = read === null ? null : readCommitment(read);
  if (read === null || commitment === null) return invalidParams('unknown commitment');
  const block = chain.blockAt(commitment);
  return asksForMoreThan(block.slot, read) ? behindMinimum(block.slot) : use(block);
}

/** What is true of the chain as a whole. */
export const CLUSTER_METHODS: RpcMethods = {
  getVersion: () => answer({ 'solana-core': API_VERSION, 'feature-set': NO_FEATURE_SET }),
  getHealth: () => answer('ok'),
  getGenesisHash: (_params, { chain }) => answer(chain.genesisHash),
  minimumLedgerSlot: (_params, { chain }) => answer(chain.oldestSlot),
  getFirstAvailableBlock: (_params, { chain }) => answer(chain.oldestSlot),
  getSlot: ([config], context) =>
    withBlock(config, context, (block) => answer(block.slot + context.faults.slotOffset)),
  getBlockHeight: ([config], context) =>
    withBlock(config, context, (block) => answer(block.height + context.faults.heightOffset)),
  getBlockTime: ([slot], { chain }) => {
    if (!isWhole(slot, 0, Number.MAX_SAFE_INTEGER)) return invalidParams('a slot is expected');
    const block = chain.block(slot);
    return block === undefined
      ? failure('blockNotAvailable', `Block not available for slot ${slot}`)
      : answer(block.timeS);
  },
  getEpochInfo: ([config], context) =>
    withBlock(config, context, (block) =>
      answer({
        absoluteSlot: block.slot + context.faults.slotOffset,
        blockHeight: block.height + context.faults.heightOffset,
        epoch: epochOf(block.slot),
        slotIndex: block.slot % SLOTS_IN_EPOCH,
        slotsInEpoch: SLOTS_IN_EPOCH,
        transactionCount: context.chain.transactionCount,
      }),
    ),
  getEpochSchedule: () => answer(EPOCH_SCHEDULE),
  getTransactionCount: (_params, { chain }) => answer(chain.transactionCount),
  getLatestBlockhash: ([config], context) =>
    withBlock(config, context, (block) =>
      atSlot(block.slot, {
        blockhash: block.blockhash,
        lastValidBlockHeight: context.chain.lastValidHeight(block.blockhash),
      }),
    ),
  isBlockhashValid: ([hash, config], { chain }) => {
    const blockhash = parseBlockhash(hash);
    const read = readConfig(config);
    const commitment = read === null ? null : readCommitment(read);
    if (blockhash === null || commitment === null)
      return invalidParams('a blockhash and a commitment are expected');
    return atSlot(chain.blockAt(commitment).slot, chain.isBlockhashValid(blockhash, commitment));
  },
  getMinimumBalanceForRentExemption: ([bytes]) =>
    isWhole(bytes, 0, MAX_ACCOUNT_BYTES)
      ? answer(Number(rentExemptMinimum(bytes)))
      : invalidParams('a number of bytes is expected'),
  getFeeForMessage: ([message, config], context) =>
    withBlock(config, context, (block) => {
      const bytes = readBytes(message, 'base64');
      const decoded = bytes === null ? null : decodeMessage(bytes);
      if (decoded === null) return invalidParams('a message in base64 is expected');
      const known = context.chain.isBlockhashValid(decoded.recentBlockhash, 'processed');
      const { accounts, clock } = context.chain;
      const loaded = loadAddresses(decoded, (address) => accounts.get(address), clock.slot);
      return atSlot(block.slot, known && loaded.ok ? feeOfMessage(decoded, loaded.value) : null);
    }),
  getRecentPrioritizationFees: ([list], { chain }) => {
    const addresses = readAddresses(list ?? [], MAX_FEE_ADDRESSES);
    return addresses === null
      ? invalidParams('a list of addresses is expected')
      : answer(recentPriorityFees(chain, addresses));
  },
  requestAirdrop: ([to, amount], { airdrop }) => {
    const address = parseAddress(to);
    if (address === null || !isWhole(amount, 1, MAX_AIRDROP_LAMPORTS)) {
      return invalidParams(`an address and up to ${MAX_AIRDROP_LAMPORTS} lamports are expected`);
    }
    const signature = airdrop(address, BigInt(amount) as Parameters<typeof airdrop>[1]);
    return signature === null ? failure('internalError', 'the faucet is empty') : answer(signature);
  },
};

/** A hundred thousand SOL at once. */
const MAX_AIRDROP_LAMPORTS = 100_000_000_000_000;
