"""An issued statement in the forms that other systems read: an invoice, its e-invoice and its voucher."""
