drop index payment_by_amount;
