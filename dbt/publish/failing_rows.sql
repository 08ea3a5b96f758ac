SELECT * FROM ${relation} LIMIT 5
