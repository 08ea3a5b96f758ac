import { describe, expect, it, vi } from 'vitest'
import { HttpError, NoAnswerError } from '../clients/http.ts'
import { waitFor } from './wait-for.ts'

const wait = (look: () => Promise<string | null>, deadlineMs = 1_000) =>
  waitFor({ deadlineMs, everyMs: 1, look, late: (unanswered) => new Error(`late: ${unanswered?.message}`) })

describe('waitFor', () => {
  it('looks until there is something, through a restart of what it asks', async () => {
    const look = vi
      .fn<() => Promise<string | null>>()
      .mockResolvedValueOnce(null)
      .mockRejectedValueOnce(new NoAnswerError('refused', ''))
      .mockRejectedValueOnce(new HttpError('GET /', 503, 'no leader'))
      .mockResolvedValueOnce('there')
    expect(await wait(look)).toBe('there')
  })

  it('says at the deadline why it saw nothing', async () => {
    await expect(wait(() => Promise.reject(new NoAnswerError('refused', '')), 5)).rejects.toThrowError('late: refused')
  })

  it.each([new HttpError('GET /', 404, 'unknown'), new Error('bug')])('does not wait out %s', async (error) => {
    const look = vi.fn(() => Promise.reject(error))
    await expect(wait(look)).rejects.toBe(error)
    expect(look).toHaveBeenCalledTimes(1)
  })
})
