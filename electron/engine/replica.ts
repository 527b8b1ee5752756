import type { Desk } from '../../shared/desk.ts';
import type { EngineEvent } from '../../shared/events.ts';
import { applyEvent } from '../../shared/projection/apply-event.ts';

export type EventListener = (event: EngineEvent, sequence: number) => void;

/** The engine's own copy of the desk: what a window starts from. Folds with the function that the window uses. */
export class Replica {
  #desk: Desk;
  #sequence = 0;
  readonly #listeners = new Set<EventListener>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get desk(): Desk {
    return this.#desk;
  }

  /** The number of the newest event that the desk includes. */
  get sequence(): number {
    return this.#sequence;
  }

  apply(event: EngineEvent): void {
    this.#desk = applyEvent(this.#desk, event);
    this.#sequence += 1;
    for (const listener of this.#listeners) listener(event, this.#sequence);
  }

  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
