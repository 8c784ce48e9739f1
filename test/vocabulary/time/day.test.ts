import t from 'tap'
import {
  addDays,
  addMonths,
  daysBetween,
  isCalendarDay,
  lastDayOfMonth,
  utcDay,
  utcMidnight
} from '../../../src/vocabulary/time/day.ts'

const pad = (n: number, width = 2): string => String(n).padStart(width, '0')

/** Days in each month, counted as the Gregorian calendar is told: every fourth year, of the hundreds every fourth. */
function monthLengths(year: number): number[] {
  const isLeap = year % 100 === 0 ? year % 400 === 0 : year % 4 === 0
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

t.test('the calendar is that of the platform, for each day of six years and what is none', async t => {
  let days = 0
  for (const year of ['0096', '1900', '1999', '2000', '2023', '2024'])
    for (let month = 0; month <= 13; month++)
      for (let day = 0; day <= 32; day++) {
        const text = `${year}-${pad(month)}-${pad(day)}`
        const made = new Date(`${text}T00:00:00Z`)
        const exists = !Number.isNaN(made.getTime()) && made.toISOString().startsWith(text)
        if (isCalendarDay(text) !== exists) t.fail(text)
        if (exists) days++
      }
  t.equal(days, 365 * 3 + 366 * 3)
  for (const text of ['', '2024-1-01', '2024/01/01', '20240101xx', '2024-01-0a', '2024-01-01 ', '0000-01-01'])
    t.notOk(isCalendarDay(text), text)
  for (const text of ['0001-01-01', '9999-12-31']) t.ok(isCalendarDay(text), text)
})

t.test('from the first day of year 1 to the last of 9999 each month has its last day', async t => {
  let counted = 0
  const wrong: string[] = []
  for (let year = 1; year <= 9999; year++)
    for (const [i, length] of monthLengths(year).entries()) {
      counted += length
      const last = `${pad(year, 4)}-${pad(i + 1)}-${length}`
      if (lastDayOfMonth(year, i + 1) !== last || !isCalendarDay(last)) wrong.push(last)
      if (isCalendarDay(`${pad(year, 4)}-${pad(i + 1)}-${length + 1}`)) wrong.push(`after ${last}`)
    }
  t.same(wrong, [])
  t.equal(counted, 3_652_059, 'days of 9999 years')
  t.equal(daysBetween('0001-01-01', '9999-12-31'), counted - 1)
  t.equal(addDays('0001-01-01', counted - 1), '9999-12-31')
  t.equal(addDays('9999-12-31', 1 - counted), '0001-01-01')
})

t.test('days follow on one another over the ends of months and years', async t => {
  for (const [day, next] of [
    ['2023-02-28', '2023-03-01'],
    ['2024-02-28', '2024-02-29'],
    ['2024-02-29', '2024-03-01'],
    ['1900-02-28', '1900-03-01'],
    ['2000-02-28', '2000-02-29'],
    ['2023-12-31', '2024-01-01'],
    ['0099-12-31', '0100-01-01']
  ] as const) {
    t.equal(addDays(day, 1), next)
    t.equal(addDays(next, -1), day)
    t.equal(daysBetween(day, next), 1)
    t.equal(daysBetween(next, day), -1)
  }
  t.equal(addDays('2024-02-29', 0), '2024-02-29')
  t.equal(daysBetween('2024-02-29', '2024-02-29'), 0)
})

t.test('months later or earlier end on the same day, or on the last of a shorter month', async t => {
  for (const [day, months, other] of [
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2026-01-31', -1, '2025-12-31'],
    ['2023-12-01', 1, '2024-01-01'],
    ['0005-03-31', -13, '0004-02-29'],
    ['2024-05-17', 0, '2024-05-17']
  ] as const)
    t.equal(addMonths(day, months), other, `${day} ${months}`)
})

t.test('a day that there is not is refused, and never moved to the next', async t => {
  for (const text of [
    '2023-02-29',
    '2023-02-30',
    '2023-13-01',
    '2023-00-10',
    '2023-1-1',
    '2023',
    '',
    'today'
  ]) {
    t.throws(() => addDays(text, 1), RangeError, text)
    t.throws(() => addMonths(text, 1), RangeError, text)
    t.throws(() => daysBetween('2023-01-01', text), RangeError, text)
    t.throws(() => daysBetween(text, '2023-01-01'), RangeError, text)
    t.throws(() => utcMidnight(text), RangeError, text)
  }
  t.throws(() => utcDay(Number.NaN), RangeError)
})

t.test('the bounds that a client may ask for have a day before and after', async t => {
  t.equal(addDays('9999-12-31', 1), '+010000-01-01')
  t.equal(addDays('0000-01-01', -1), '-000001-12-31')
})

t.test('no time zone moves a day', async t => {
  const { TZ } = process.env
  t.teardown(() => {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  })
  const offsets = new Set<number>()
  // Summer time begins at midnight or at two; Samoa had no 30 December 2011.
  for (const zone of ['UTC', 'Pacific/Apia', 'America/Santiago', 'Pacific/Kiritimati', 'Europe/Paris']) {
    process.env.TZ = zone
    offsets.add(new Date(2024, 0, 1).getTimezoneOffset())
    t.equal(addDays('2024-03-30', 1), '2024-03-31', zone)
    t.equal(addDays('2011-12-29', 1), '2011-12-30', zone)
    t.equal(daysBetween('2024-03-30', '2024-04-01'), 2, zone)
    t.equal(addMonths('2024-10-31', -1), '2024-09-30', zone)
    t.equal(utcDay(Date.parse('2024-03-31T23:59:59.999Z')), '2024-03-31', zone)
    t.equal(utcMidnight('2024-03-31').toISOString(), '2024-03-31T00:00:00.000Z', zone)
  }
  t.ok(offsets.size >= 4, 'the time zone was another one')
})
