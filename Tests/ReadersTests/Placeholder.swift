// placeholder until its owner's tests are there
