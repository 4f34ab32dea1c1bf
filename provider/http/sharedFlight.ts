import { orAborted } from "./deadline";

interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  passengers: number;
}

/** Shares work that is under way: whoever asks for the same key while it runs gets the same result. */
export interface SharedFlights<T> {
  /** Joins the work under way for this key, or starts it. It is aborted only when everybody who waited for it has gone. */
  join(key: string, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createSharedFlights<T>(): SharedFlights<T> {
  const flights = new Map<string, Flight<T>>();
  return {
    async join(key, start, signal) {
      let flight = flights.get(key);
      if (flight === undefined) {
        const controller = new AbortController();
        const started: Flight<T> = { controller, passengers: 0, result: start(controller.signal) };
        flight = started;
        flights.set(key, started);
        const land = (): void => {
          if (flights.get(key) === started) flights.delete(key);
        };
        started.result.then(land, land);
      }
      flight.passengers++;
      try {
        return await orAborted(flight.result, signal);
      } finally {
        flight.passengers--;
        // Once it has landed there is nothing to end, and an abort costs a stack trace.
        if (flight.passengers === 0 && flights.get(key) === flight) {
          flights.delete(key);
          flight.controller.abort();
        }
      }
    },
  };
}
