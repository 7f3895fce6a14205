-- Whoever runs the platform reads the receipts of everybody (src/store/erasure-reading.ts), and changes none.
create policy reading on erasure_requests for select using ((select is_doing('erasure.read')));
