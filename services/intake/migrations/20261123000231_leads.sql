-- Which applications somebody leads: asked when their membership changes.

create index applications_of_lead on applications (lead);
