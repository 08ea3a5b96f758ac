import { Select } from '../../../components/select.tsx'
import { useCity } from '../../../lib/view.ts'
import { useCities } from '../api/use-cities.ts'

/** Which city the page is about; a city in the address that has no data now stays chosen. */
export function CitySelect() {
  const [city, setCity] = useCity()
  const known = [...useCities().keys()]
  const names = city === null || known.includes(city) ? known : [...known, city]
  return (
    <Select
      label="City"
      hideLabel
      value={city ?? ''}
      options={[{ value: '', label: 'All cities' }, ...names.map((name) => ({ value: name, label: name }))]}
      onChange={(name) => setCity(name === '' ? null : name)}
    />
  )
}
