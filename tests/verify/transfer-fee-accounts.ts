import { encodeMintAccount } from '../../electron/protocol/mint-account.ts';
import { TOKEN_2022_PROGRAM } from '../../electron/protocol/programs.ts';
import { joinExtensions } from '../../electron/protocol/token-2022-extensions.ts';
import {
  transferFeeConfigExtension,
  withheldExtension,
} from '../../electron/protocol/token-2022-transfer-fee.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../electron/protocol/token-account.ts';
import type { TransferFee } from '../../shared/pool.ts';
import { bps, tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import type { WrittenAccount } from './lite-chain.ts';
import { keyOf } from './sample-keys.ts';
import { SUPPLY, TOKEN_DECIMALS } from './sample-pool.ts';

/** Far after the local chain's, which is 0. */
const LATER_EPOCH = 1_000n;

/** A Token-2022 mint that keeps a share of every transfer, and has announced another for later, which must not count. */
export function feeMint(mint: Address, fee: TransferFee): WrittenAccount {
  const own = encodeMintAccount({
    mintAuthority: null,
    supply: SUPPLY,
    decimals: TOKEN_DECIMALS,
    freezeAuthority: null,
  });
  const config = transferFeeConfigExtension({
    configAuthority: keyOf('transfer fee authority'),
    withdrawAuthority: keyOf('transfer fee authority'),
    withheld: tokenUnits(0n),
    older: { ...fee, epoch: 0n },
    newer: { ...fee, bps: bps(fee.bps * 2), epoch: LATER_EPOCH },
  });
  return { address: mint, owner: TOKEN_2022_PROGRAM, data: joinExtensions(own, 'mint', [config]) };
}

export function feeVault(fields: {
  readonly address: Address;
  readonly mint: Address;
  readonly owner: Address;
  readonly amount: TokenUnits;
}): WrittenAccount {
  const own = encodeTokenAccount(plainTokenAccount(fields));
  const data = joinExtensions(own, 'account', [withheldExtension(tokenUnits(0n))]);
  return { address: fields.address, owner: TOKEN_2022_PROGRAM, data };
}
