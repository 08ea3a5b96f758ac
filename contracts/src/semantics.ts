/** Numbers that the SQL, the oracle and the dashboard must agree on; tests compare each against the others. */

/** Surge window: HOP, event time, seconds. */
export const SURGE_WINDOW_S = 60
export const SURGE_SLIDE_S = 10
export const SURGE_MIN = 1
export const SURGE_MAX = 3
/** A ride is offered to drivers whose newest availability report is at most this old, seconds. */
export const MATCH_MAX_AGE_S = 300
/** Mean Earth radius (IUGG R1) used for great-circle distances, kilometres. */
export const EARTH_RADIUS_KM = 6371.0088
/** A ride's state may change for this long after requested_at, seconds. */
export const RIDE_STATE_HORIZON_S = 24 * 60 * 60
/** City metrics: tumbling window, seconds. */
export const CITY_METRICS_WINDOW_S = 60
/** Fares name no currency: every one is in this (ISO 4217). */
export const FARE_CURRENCY = 'USD'
