{#-
    Which rows an incremental run computes again: all from the horizon before the newest group that is already there.
    A ride's state may change for that long after its request, so older groups are final. Only whole groups, since each
    replaces its former row.
-#}
{% macro may_have_changed(group_value, group_column) -%}
    {%- if is_incremental() -%}
        {{ group_value }} >= (
            select max({{ group_column }}) - interval '{{ var("ride_state_horizon_hours") }}' hour from {{ this }}
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
