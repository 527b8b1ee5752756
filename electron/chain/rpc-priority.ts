/**
 * Who goes first where an endpoint can take only so much: the way out of a position, then what tells whether an order
 * landed, then what a buy needs, then what is only nice to know. Only the last is ever slowed to save requests.
 */
export type RpcPriority = 'exit' | 'confirm' | 'buy' | 'metadata';

/** Highest first. */
export const PRIORITIES = ['exit', 'confirm', 'buy', 'metadata'] as const satisfies readonly RpcPriority[];

/** The same without exits: those never wait. */
export const WAITING_PRIORITIES = ['confirm', 'buy', 'metadata'] as const satisfies readonly RpcPriority[];
export type WaitingPriority = (typeof WAITING_PRIORITIES)[number];
