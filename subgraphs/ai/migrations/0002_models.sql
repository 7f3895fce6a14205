insert into models (id, provider, name, capabilities, context_window, input_price, cached_input_price, output_price, priority)
values
  ('mdl_00000000000070008000000000000001', 'openai', 'gpt-5.2-mini', '{CHAT}', 400000, 0.25, 0.025, 2.00, 10),
  ('mdl_00000000000070008000000000000002', 'anthropic', 'claude-haiku-4-5', '{CHAT}', 200000, 1.00, 0.10, 5.00, 20),
  ('mdl_00000000000070008000000000000003', 'openai', 'gpt-5.2', '{CHAT}', 400000, 1.75, 0.175, 14.00, 30),
  ('mdl_00000000000070008000000000000004', 'anthropic', 'claude-sonnet-4-5', '{CHAT}', 200000, 3.00, 0.30, 15.00, 40),
  ('mdl_00000000000070008000000000000005', 'openai', 'text-embedding-3-small', '{EMBEDDING}', 8191, 0.02, 0.02, 0, 10);
