-- Ends a query whose task's control plane is gone.
CALL system.runtime.kill_query(query_id => ?, message => 'the control plane that ran this task is gone')
