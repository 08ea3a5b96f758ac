{{ config(severity='warn') }}

-- A zone with traffic has a window every 10 s. A short gap between windows that both had drivers, at a time when other
-- zones of the city have windows, looks like a lost row. A warning only: all drivers of a zone may leave it at once.
with windows as (

    select
        city,
        zone_id,
        window_start,
        supply_count,
        lead(window_start) over (partition by city, zone_id order by window_start) as next_window_start,
        lead(supply_count) over (partition by city, zone_id order by window_start) as next_supply_count
    from {{ ref('int_surge_windows') }}

)

select
    windows.city,
    windows.zone_id,
    windows.window_start as before_gap,
    windows.next_window_start as after_gap,
    date_diff('second', windows.window_start, windows.next_window_start) as seconds
from windows
where windows.next_window_start > windows.window_start + interval '{{ var("surge_slide_seconds") }}' second
    and windows.next_window_start < windows.window_start + interval '{{ var("surge_window_seconds") }}' second
    and least(windows.supply_count, windows.next_supply_count) >= 3
    and (windows.city, windows.window_start + interval '{{ var("surge_slide_seconds") }}' second) in (
        select other.city, other.window_start
        from {{ ref('int_surge_windows') }} as other
    )
