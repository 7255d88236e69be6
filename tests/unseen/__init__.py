"""A second blind set: forms and mutations by somebody who has not seen the reader."""
