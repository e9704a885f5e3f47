"""`make stubs`: are the bundled stubs true of the real libraries, and do they say enough?"""
