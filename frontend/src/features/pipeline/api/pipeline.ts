import { pipeline } from '@lakehouse/contracts/api/pipeline.ts'
import { apiQuery } from '../../../lib/api/api-query.ts'

/** Every place between producer and dashboard. */
export const pipelineQuery = apiQuery('/api/pipeline', pipeline)
/** The control plane looks no more often than this, milliseconds. */
export const PIPELINE_SLOWEST_MS = 5_000
