{#- The newest value of a time column is at most so many minutes old; a table without rows is not recent. -#}
{% test recent(model, time, minutes) %}

select newest
from (select max({{ time }}) as newest from {{ model }})
where coalesce(newest < current_timestamp - interval '{{ minutes }}' minute, true)

{% endtest %}
