import type { Emptiness } from '../../components/panel/panel-empty.tsx'

/** Why a panel about surge windows has nothing to show. */
export function noZones(city: string | null): Emptiness {
  return {
    why: `No surge window${city === null ? '' : ` of ${city}`} was closed in this time.`,
    next: 'Right after a start the first window closes in about 70 s. Later: is the producer running, and the job "zones"? See Parts below.',
  }
}

/** Why a panel about rides has nothing to show. */
export function noRides(city: string | null): Emptiness {
  return {
    why: `No ride${city === null ? '' : ` in ${city}`} in this time.`,
    next: 'Is the producer running, and the job "rides"? See Parts below; "npm run producer" starts rides.',
  }
}

/** Why a panel about closed minutes has nothing to show. */
export function noMinutes(city: string | null): Emptiness {
  return {
    why: `No minute with a completed ride${city === null ? '' : ` in ${city}`} in this time.`,
    next: 'A ride takes some minutes from request to completion; after that a minute is shown when it closes.',
  }
}
