import { address } from '../../shared/units.ts';

/** Also the all-zero key, which stands for "none" in many account layouts. */
export const SYSTEM_PROGRAM = address('11111111111111111111111111111111');
export const ZERO_ADDRESS = SYSTEM_PROGRAM;
export const TOKEN_PROGRAM = address('TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA');
export const TOKEN_2022_PROGRAM = address('TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb');
export const ASSOCIATED_TOKEN_PROGRAM = address('ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL');
export const COMPUTE_BUDGET_PROGRAM = address('ComputeBudget111111111111111111111111111111');
export const ADDRESS_LOOKUP_TABLE_PROGRAM = address('AddressLookupTab1e1111111111111111111111111');

/** Metaplex Token Metadata: names and symbols of SPL Token mints. */
export const METADATA_PROGRAM = address('metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s');

export const RENT_SYSVAR = address('SysvarRent111111111111111111111111111111111');
export const CLOCK_SYSVAR = address('SysvarC1ock11111111111111111111111111111111');

export const AMM_V4_PROGRAM = address('675kPX9MHTjS2zt1qfr1NYHuzeLXfQM9H24wFSUt1Mp8');
export const AMM_V4_AUTHORITY = address('5Q544fKrFoe6tsEbD7S8EmxGTJYAKtTVhAW5Q5pge4j1');
/** The bump of the authority, stored as `nonce` in every pool. */
export const AMM_V4_AUTHORITY_NONCE = 254;
/** Paid by every pool creation and touched by no swap: a subscription on it sees creations only. */
export const AMM_V4_CREATE_FEE_ACCOUNT = address('7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5');
export const AMM_V4_CONFIG = address('9DCxsMizn3H1hprZ7xWe6LDzeUeZBksYFpBWBtSf1PQX');
export const OPENBOOK_PROGRAM = address('srmqPvymJeFKQ4zGQed1GFppgkRHL9kaELCbyksJtPX');

export const CPMM_PROGRAM = address('CPMMoo8L3F4NbTegBCKVNunggL7H1ZpdTHKxQB5qKP1C');
export const CPMM_AUTHORITY = address('GpMZbSM2GgvTKHJirzeGfMFoaZ8UR2X7F4v8vHTvxFbL');
export const CPMM_CREATE_FEE_ACCOUNT = address('DNXgeM9EiiaAbaWvwjHj9fQQLAX5ZsfHyvmYUNRAdNC8');
export const LAUNCHLAB_PROGRAM = address('LanMV9sAd7wArD4vJFi2qDdfnVhFxYSUg6eADduJ3uj');
export const LAUNCHLAB_AUTHORITY = address('WLHv2UAZm6z4KyaaELi5pjdbJh6RESMva1Rnn8pJVVh');
/** The bump of the authority, stored in every pool. */
export const LAUNCHLAB_AUTHORITY_BUMP = 250;
export const LAUNCHLAB_EVENT_AUTHORITY = address('2DPAtwB8L12vrMRExbLuyGnC7n2J5LNoZQSejeQGpwkr');
export const CLMM_PROGRAM = address('CAMMCzo5YL8w4VFF8KVHrK22GGUsp5VTaW7grrKgrWqK');
