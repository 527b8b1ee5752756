import { describe, expect, it } from 'vitest';
import { tokenUnits } from '../../../../shared/units.ts';
import { createAssociatedTokenIdempotentInstruction } from '../../../../electron/protocol/associated-token-instructions.ts';
import { associatedTokenAddress } from '../../../../electron/protocol/pda.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../../../electron/protocol/programs.ts';
import {
  bytesWithExtensions,
  readExtensions,
  type Token2022Extension,
} from '../../../../electron/protocol/token-2022-extensions.ts';
import { initializeMetadataPointerInstruction } from '../../../../electron/protocol/token-2022-instructions.ts';
import {
  metadataPointerExtension,
  tokenMetadataExtension,
} from '../../../../electron/protocol/token-2022-metadata.ts';
import { decodeToken2022Mint, encodeToken2022Mint } from '../../../../electron/protocol/token-2022-mint.ts';
import { token2022LedgerAccount } from '../../../../electron/sim/programs/token-2022-ledger.ts';
import { burnInstruction, mintToInstruction } from '../../../../electron/sim/programs/token-minting.ts';
import { isEmpty, key, ProgramBench } from './program-bench.ts';
import {
  payer,
  other,
  mint,
  ataOf,
  openAta,
  createMint,
  feeBench,
  checked,
  close,
} from './token-2022-bench.ts';

describe('other Token-2022 mints on the embedded chain', () => {
  it('keep their metadata byte for byte through minting and burning', () => {
    const bench = new ProgramBench();
    bench.wallet(payer);
    const extensions = [
      metadataPointerExtension(payer, mint),
      tokenMetadataExtension({ updateAuthority: payer, mint, name: 'Real Name', symbol: 'RN', uri: 'x' }),
    ];
    const data = encodeToken2022Mint({
      mintAuthority: payer,
      supply: tokenUnits(0n),
      decimals: 6,
      freezeAuthority: null,
      extensions,
    });
    bench.accounts.set(mint, token2022LedgerAccount(data));
    bench.must(openAta(payer), mintToInstruction(mint, ataOf(payer), payer, 77n, TOKEN_2022_PROGRAM));
    expect(bench.get(ataOf(payer)).data).toHaveLength(170);
    expect(bench.held(ataOf(payer))).toBe(77n);
    expect(bench.get(mint).data.subarray(82)).toEqual(data.subarray(82));
    bench.must(burnInstruction(ataOf(payer), mint, payer, 77n, TOKEN_2022_PROGRAM), close(payer));
    expect(isEmpty(bench.get(ataOf(payer)))).toBe(true);
    expect(bench.get(mint).data.subarray(82)).toEqual(data.subarray(82));
  });

  it('can be given a metadata pointer by instruction', () => {
    const bench = new ProgramBench();
    bench.wallet(payer);
    const pointer = initializeMetadataPointerInstruction({ mint, authority: null, metadata: mint });
    bench.must(...createMint(bytesWithExtensions('mint', [64]), pointer));
    expect(decodeToken2022Mint(bench.get(mint).data)?.extensions).toEqual([
      metadataPointerExtension(null, mint),
    ]);
  });

  it('let nobody send what is non-transferable, or what starts frozen', () => {
    const withExtension = (extension: Token2022Extension): ProgramBench => {
      const bench = new ProgramBench();
      bench.wallet(payer);
      bench.wallet(other);
      const data = encodeToken2022Mint({
        mintAuthority: payer,
        supply: tokenUnits(0n),
        decimals: 6,
        freezeAuthority: payer,
        extensions: [extension],
      });
      bench.accounts.set(mint, token2022LedgerAccount(data));
      bench.must(openAta(payer), openAta(other));
      return bench;
    };
    const bound = withExtension({ type: 9, data: new Uint8Array(0) });
    expect(readExtensions(bound.get(ataOf(payer)).data, 'account')?.map(({ type }) => type)).toEqual([7, 13]);
    bound.must(mintToInstruction(mint, ataOf(payer), payer, 5n, TOKEN_2022_PROGRAM));
    expect(bound.run(checked(1n)).result).toEqual({ Custom: 37 });
    const frozen = withExtension({ type: 6, data: Uint8Array.of(2) });
    expect(frozen.run(checked(0n)).result).toEqual({ Custom: 17 });
  });

  it('are not taken by SPL Token, nor the other way round', () => {
    const bench = feeBench();
    const plain = bench.mint(key(9), 6, payer);
    bench.token(key(10), plain, payer, 5n);
    expect(bench.run(mintToInstruction(mint, ataOf(payer), payer, 1n)).result).toBe('InvalidAccountData');
    expect(bench.run(mintToInstruction(plain, key(10), payer, 1n, TOKEN_2022_PROGRAM)).result).toBe(
      'InvalidAccountData',
    );
    const crossed = createAssociatedTokenIdempotentInstruction({
      payer,
      account: associatedTokenAddress(payer, mint, TOKEN_PROGRAM),
      owner: payer,
      mint,
      tokenProgram: TOKEN_PROGRAM,
    });
    expect(bench.run(crossed).result).not.toBeNull();
  });
});
