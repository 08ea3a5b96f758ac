import { taskList } from '@lakehouse/contracts/api/tasks.ts'
import { apiQuery } from './api-query.ts'

/** Every task with what starts it, what runs and how it last ended. */
export const tasksQuery = apiQuery('/api/tasks', taskList)
