SELECT * FROM ${relation} LIMIT ${most}
