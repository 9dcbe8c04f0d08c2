### Demonstration

demo-serving = The pages are served on { $address } (sign in as any demonstration person with one click; Ctrl+C stops it)
