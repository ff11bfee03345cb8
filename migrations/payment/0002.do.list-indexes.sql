-- Payments are listed by their date, for which the first migration has made the indexes, or by their amount.

create index payment_by_amount on payment (amount_minor, payment_id);
