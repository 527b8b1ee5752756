import { err, ok, type Result } from '../../shared/result.ts';
import { slot } from '../../shared/units.ts';
import type { ChainTransaction } from './chain-transaction.ts';
import { count, faultOf, FrameFault, isObject, object, type TransactionFrameError } from './frame-json.ts';
import { readFrameMessage } from './frame-message.ts';
import { readFrameMeta } from './frame-meta.ts';
import type { LoadedAddresses } from './transaction-wire.ts';

const notATransaction = faultOf('not-a-transaction');

/**
 * Reads a `transactionNotification` as Helius sends it on its websocket (encodings base64 and jsonParsed), parsed from
 * JSON. Acknowledgements and other methods are `not-a-transaction`. `loaded` is what its lookup tables held, for a frame
 * that leaves it out.
 */
export function readTransactionNotification(
  frame: unknown,
  loaded: LoadedAddresses | null = null,
): Result<ChainTransaction, TransactionFrameError> {
  return withFaults(() => {
    const { method, params } = object(frame, 'frame', notATransaction);
    if (method !== 'transactionNotification') throw notATransaction('method');
    const { result } = object(params, 'params', notATransaction);
    const { transaction: confirmed, slot: atSlot } = object(result, 'result', notATransaction);
    const { transaction, meta, version } = object(confirmed, 'result.transaction', notATransaction);
    return readParts({ transaction, meta, version, slot: atSlot }, loaded);
  });
}

/**
 * Reads the `result` of getTransaction (encodings base64, json and jsonParsed, or a transaction of getBlock with its
 * slot added). Null is `not-found`. `loaded` as above.
 */
export function readTransactionAnswer(
  answer: unknown,
  loaded: LoadedAddresses | null = null,
): Result<ChainTransaction, TransactionFrameError> {
  if (answer === null) return err({ code: 'not-found', field: 'result' });
  return withFaults(() => readParts(object(answer, 'result', notATransaction), loaded));
}

function readParts(
  parts: { readonly [key: string]: unknown },
  loaded: LoadedAddresses | null,
): ChainTransaction {
  const { transaction, meta: metaPart, version, slot: atSlot } = parts;
  if (version !== undefined && version !== 'legacy' && version !== 0) {
    throw new FrameFault({ code: 'unsupported-version', field: 'version' });
  }
  if (!Array.isArray(transaction) && !isObject(transaction)) throw notATransaction('transaction');
  const told = object(metaPart, 'meta', faultOf('malformed-meta'));
  const meta = loaded === null ? told : { ...told, loadedAddresses: loaded };
  const message = readFrameMessage(transaction, meta);
  return {
    ...message,
    slot: slot(count(atSlot, 'slot', faultOf('malformed-meta'))),
    ...readFrameMeta(meta, message.accountKeys),
  };
}

function withFaults(read: () => ChainTransaction): Result<ChainTransaction, TransactionFrameError> {
  try {
    return ok(read());
  } catch (thrown) {
    if (thrown instanceof FrameFault) return err(thrown.fault);
    throw thrown;
  }
}
