-- Which kind of change a submitted version is: it decides the number of the agreement's next version.

alter table application_versions add column change text;
