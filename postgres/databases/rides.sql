CREATE DATABASE rides OWNER lakehouse;
